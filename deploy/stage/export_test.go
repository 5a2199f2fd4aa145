package stage

// Lose ends one of the engines, as a crash would.
func (s *Stage) Lose() error { return s.tableEngine.Stop() }
