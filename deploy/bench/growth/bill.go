package growth

// Bill is what a number of galleries ask for in a month, and what AWS asks for that.
type Bill struct {
	Galleries float64
	Load      Load // of the table, in a month
	Peak      Load // a second, in the busiest hour
	// TableGB, PictureGB and ArchiveGB are what is kept: renditions and new originals
	// at hand, older originals where a gigabyte costs a sixth.
	TableGB, PictureGB, ArchiveGB float64
	Invocations                   float64
	GBSeconds                     float64
	// Dollars by line: with the table on demand, and without the two lines of
	// provisioned capacity, which are in Provisioned.
	Dollars     map[Line]float64
	Provisioned float64 // what the table's capacity costs a month where it is provisioned for the busiest hour
}

// Total is the whole bill, with the table on demand.
func (b Bill) Total() float64 {
	var sum float64
	for _, line := range lines {
		sum += b.Dollars[line]
	}
	return sum
}

// Keeping is what keeping pictures costs.
func (b Bill) Keeping() float64 { return b.Dollars[PictureStorage] + b.Dollars[PictureArchive] }

// OnDemand is what reading and writing the table costs on demand.
func (b Bill) OnDemand() float64 { return b.Dollars[TableRead] + b.Dollars[TableWrite] }

// MakeBill says what galleries of a size cost, each with such a month. free takes
// off what an account has free in every month.
func MakeBill(p Prices, s Size, m Month, a Assumed, galleries float64, free bool) Bill {
	cold, warm := m.Conversations*m.Cold, m.Conversations*(1-m.Cold)
	pictures := m.Conversations * m.Pictures
	load := s.Acts[Cold].times(cold).plus(s.Acts[Warm].times(warm)).plus(s.Acts[Add].times(m.Added)).plus(s.Acts[Liken].times(m.Added)).
		plus(s.Acts[Alter].times(m.Edited)).plus(s.Acts[Leave].times(m.Deleted)).plus(s.Acts[Fetch].times(pictures)).times(galleries)
	calls := (m.Conversations*turns + m.Added + m.Edited + m.Deleted + pictures) * galleries
	b := Bill{
		Galleries:   galleries,
		Load:        load,
		Peak:        load.times(a.Peak / days / hour),
		TableGB:     gigabytes(s.Bytes * float64(s.Photos) * galleries),
		PictureGB:   gigabytes((a.Rendition*float64(s.Photos) + a.Original*m.Added) * galleries),
		ArchiveGB:   gigabytes(a.Original * max(0, float64(s.Photos)-m.Added) * galleries),
		Invocations: calls,
		// One process that starts serves the conversation that wakes it.
		GBSeconds: a.Memory * (calls*a.Working + load.Requests*a.RoundTrip + cold*galleries*a.Starting),
	}
	capacity := func(perSecond float64) float64 { return perSecond / a.Used }
	if free {
		// 25 units of each a second are free where capacity is provisioned.
		capacity = func(perSecond float64) float64 { return max(0, perSecond/a.Used-freeCapacity) }
	}
	b.Provisioned = p.cost(TableReadCapacity, capacity(b.Peak.ReadUnits)*monthHour, false) +
		p.cost(TableWriteCapacity, capacity(b.Peak.WriteUnits)*monthHour, false)
	b.Dollars = map[Line]float64{
		TableRead:       p.cost(TableRead, load.ReadUnits, free),
		TableWrite:      p.cost(TableWrite, load.WriteUnits, free),
		TableStorage:    p.cost(TableStorage, b.TableGB, free),
		TableBackup:     p.cost(TableBackup, b.TableGB, free),
		PictureStorage:  p.cost(PictureStorage, b.PictureGB, free),
		PictureArchive:  p.cost(PictureArchive, b.ArchiveGB, free),
		PicturePut:      p.cost(PicturePut, m.Added*filesOfPhoto*galleries, free),
		PictureGet:      p.cost(PictureGet, pictures*galleries, free),
		Egress:          p.cost(Egress, gigabytes(pictures*a.Shown*galleries), free),
		FunctionRequest: p.cost(FunctionRequest, calls, free),
		FunctionTime:    p.cost(FunctionTime, b.GBSeconds, free),
		// Alexa calls her function herself; counting all is on the safe side.
		GatewayRequest: p.cost(GatewayRequest, calls, free),
		Log:            p.cost(Log, gigabytes(calls*a.LogLine), free),
	}
	return b
}

const (
	turns        = 3  // of a conversation
	filesOfPhoto = 4  // the original and three renditions
	freeCapacity = 25 // RCU and WCU that are free where capacity is provisioned
)

func gigabytes(bytes float64) float64 { return bytes / (1 << 30) }
