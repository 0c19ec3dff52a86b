"""What if: a company of customers in stages, drawn as surely as its data tell it, run on into the future as it is and otherwise."""
