"""Says claims, dates, tolls and events in words; pages, pictures and ``diff`` share them."""
