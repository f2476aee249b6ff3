"""One module a kind of delivery; each returns a checked table or lists every fault."""
