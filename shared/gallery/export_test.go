package gallery

// SetBudgets lowers what one page and one count may read, in postings.
func (gs *Galleries) SetBudgets(find, count int) { gs.findBudget, gs.countBudget = find, count }
