package growth

import (
	"context"
	"strings"
	"sync"

	"shoebox/shared/table"
)

// partitions is a driver that counts the load of each partition key, and what lies
// in the table, by DynamoDB's rounding rules.
type partitions struct {
	table.Driver
	mu    sync.Mutex
	loads map[string]Load
	sizes map[table.Key]int
}

func countPartitions(d table.Driver) *partitions {
	return &partitions{Driver: d, loads: map[string]Load{}, sizes: map[table.Key]int{}}
}

// taken gives the load by partition since the last time, and begins anew.
func (p *partitions) taken() map[string]Load {
	p.mu.Lock()
	defer p.mu.Unlock()
	loads := p.loads
	p.loads = map[string]Load{}
	return loads
}

// kept gives how many items are in the table, and their bytes with what DynamoDB
// adds to each.
func (p *partitions) kept() (items, bytes float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, size := range p.sizes {
		items++
		bytes += float64(size + overhead)
	}
	return items, bytes
}

// overhead is what DynamoDB adds to an item when it says how much is stored.
const overhead = 100 // bytes

func (p *partitions) count(partition string, l Load) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.loads[partition] = p.loads[partition].plus(l)
}

// Get implements table.Driver.
func (p *partitions) Get(ctx context.Context, keys []table.Key, consistent bool) (table.Got, error) {
	got, err := p.Driver.Get(ctx, keys, consistent)
	found := map[table.Key]int{}
	for i, item := range got.Items {
		found[item.Key] = got.Sizes[i]
	}
	for _, key := range keys {
		p.count(key.Partition, Load{Requests: 1 / float64(len(keys)), ReadUnits: reads(found[key], consistent)})
	}
	return got, err
}

// Query implements table.Driver.
func (p *partitions) Query(ctx context.Context, q table.Query) (table.Range, error) {
	found, err := p.Driver.Query(ctx, q)
	p.count(q.Partition, Load{Requests: 1, ReadUnits: reads(found.Size, q.Consistent)})
	return found, err
}

// Write implements table.Driver.
func (p *partitions) Write(ctx context.Context, writes []table.Write, o table.WriteOptions) (table.Wrote, error) {
	wrote, err := p.Driver.Write(ctx, writes, o)
	each := 1.0
	if len(writes) > 1 || writes[0].Op == table.OpCheck {
		each = 2 // in a transaction
	}
	p.wrote(writes, wrote, each)
	return wrote, err
}

// Batch implements table.Driver.
func (p *partitions) Batch(ctx context.Context, writes []table.Write) (table.Wrote, error) {
	wrote, err := p.Driver.Batch(ctx, writes)
	p.wrote(writes, wrote, 1)
	return wrote, err
}

func (p *partitions) wrote(writes []table.Write, wrote table.Wrote, each float64) {
	for i, sizes := range wrote.Sizes {
		key := writes[i].Item.Key
		p.count(key.Partition, Load{
			Requests:   1 / float64(len(writes)),
			WriteUnits: each * units(max(sizes.Before, sizes.After), 1<<10),
		})
		p.mu.Lock()
		if writes[i].Op == table.OpDelete {
			delete(p.sizes, key)
		} else if sizes.After > 0 {
			p.sizes[key] = sizes.After
		}
		p.mu.Unlock()
	}
}

func reads(size int, consistent bool) float64 {
	if consistent {
		return units(size, 4<<10)
	}
	return units(size, 4<<10) / 2
}

// units is how many units hold so many bytes, at least one.
func units(bytes, unit int) float64 { return float64(max(1, (bytes+unit-1)/unit)) }

// Kinds of partition keys, as Cost.Keys names them. Those not listed there are of one
// photo, one request or one person, and no two of them are the same partition.
const (
	timelineKey = "X#G#*"     // every photo of the gallery
	termKey     = "X#G#term"  // the photos of its busiest term
	wordsKey    = "V#G"       // the vocabulary
	numbersKey  = "G#G"       // the gallery itself
	journalKey  = "J#G"       // changes that are not done
	bandKey     = "L#G#band"  // the busiest of eight: photos by a part of their likeness
	noteKey     = "N#G"       // objects to be removed
	chargeKey   = "C#G"       // what was paid for
	dueKey      = "D#shard"   // the busiest of sixteen, of all galleries: when to sweep which
	ownKey      = "one's own" // of one photo, request or person
)

// byKind gathers loads by what kind of key they lie on. Of a gallery's terms it is
// the one with the most, since each is a partition of its own; so it is of what is
// one's own.
func byKind(loads map[string]Load, gallery string) map[string]Load {
	kinds := map[string]Load{}
	busiest := func(kind string, l Load) {
		if weight(l) > weight(kinds[kind]) {
			kinds[kind] = l
		}
	}
	for key, load := range loads {
		switch {
		case key == "X#"+gallery+"#*":
			kinds[timelineKey] = kinds[timelineKey].plus(load)
		case strings.HasPrefix(key, "X#"+gallery+"#"):
			busiest(termKey, load)
		case key == "V#"+gallery:
			kinds[wordsKey] = kinds[wordsKey].plus(load)
		case key == "G#"+gallery:
			kinds[numbersKey] = kinds[numbersKey].plus(load)
		case strings.HasPrefix(key, "J#"+gallery):
			kinds[journalKey] = kinds[journalKey].plus(load)
		case strings.HasPrefix(key, "L#"+gallery):
			busiest(bandKey, load)
		case key == "N#"+gallery:
			kinds[noteKey] = kinds[noteKey].plus(load)
		case key == "C#"+gallery:
			kinds[chargeKey] = kinds[chargeKey].plus(load)
		case strings.HasPrefix(key, "D#"):
			busiest(dueKey, load)
		default:
			busiest(ownKey, load)
		}
	}
	return kinds
}

// weight is the share of what one partition can do: 3,000 RCU and 1,000 WCU a
// second. Source: the Amazon DynamoDB Developer Guide, "Burst and adaptive capacity".
func weight(l Load) float64 { return max(l.ReadUnits/mostReads, l.WriteUnits/mostWrites) }

const (
	mostReads  = 3000
	mostWrites = 1000
)
