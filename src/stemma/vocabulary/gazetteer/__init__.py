"""The gazetteer: names of places → where they lie. Data: (c) GeoNames contributors, CC BY 4.0."""
