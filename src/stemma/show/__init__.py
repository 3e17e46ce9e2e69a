"""What the user sees: the case file, the terminal ledger, exports."""
