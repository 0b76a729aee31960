"""Words and their width: catalogues of sentences (`catalogue`), templates (`rendering`), columns (`width`)."""
