"""Words and their width: catalogues of sentences (`catalogue`), templates (`templates`), columns (`width`)."""
