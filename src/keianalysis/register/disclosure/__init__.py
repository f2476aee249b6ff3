"""The gate that every output from register microdata passes: rules, relations, pattern, judge, ledger."""
