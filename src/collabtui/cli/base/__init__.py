"""What commands share: context, grammar, output, tables."""
