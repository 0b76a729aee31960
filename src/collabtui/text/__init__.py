"""Words and their width: catalogues of sentences (`catalogue`), ways out (`way_out`), templates (`templates`), columns
(`width`)."""
