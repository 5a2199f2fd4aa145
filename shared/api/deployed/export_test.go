package deployed

// Address is what AtItsAddress takes a page's address from.
var Address = address
