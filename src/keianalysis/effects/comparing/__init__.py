"""One result beside another: a scenario, another date, other programmes, and part beside part."""
