"""Link the record. In: an Archive. Out: who cites, answers and names whom, in both directions."""
