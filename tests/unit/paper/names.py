"""Sixty kinds of names that a body, or somebody in it, may have; all of them can be printed."""

NAMES = (
    "Suffolk Constabulary", "Heddlu Gogledd Cymru", "Tŷ’r Cŵn", "Llŷr Ŵyn", "O’Brien & Sons", "Smith-Jones",
    "D'Arcy", "Ó Súilleabháin", "Mac Giolla Phádraig", "Ní Dhomhnaill", "Müller", "Groß", "GROẞ", "Ångström",
    "Ærøskøbing", "Þórarinsdóttir", "Đặng Thị Ngọc Ánh", "Nguyễn Văn Đức", "Łódź", "Wąchock", "Škoda", "Dvořák",
    "Čapek", "Ľubomír", "Őry Győző", "Țepeș", "İstanbul", "Iğdır", "Ġorġ Ħaż-Żebbuġ", "Šiauliai", "Ķekava",
    "Õisu", "Eÿ", "Françoise", "Saint-Étienne", "Besançon", "Œuvre", "Núñez", "Coruña", "São João", "Åland",
    "Αθήνα", "Ελληνική Αστυνομία", "Ἀθῆναι", "Москва", "Полиция Києва", "Ђорђе", "Ќосе", "Ґалаґан", "Қазақстан",
    "Ԥшьаԥ", "№ 5 Sector", "½ Moon Lane", "⅓ of all", "A → B", "✓ Checked", "Non\u2011breaking\u2011hyphen",
    "Co\u00adopera\u00adtive", "Zero\u200bwidth", "e\u0301cole decomposed", "w\u0302yn decomposed", "100 % ± 2 ≤ 5 ≠ 6",
    "€ 5,000 – £ 4,000", "“Quoted” ‘name’…", "℮-mail ☐ ☑ ☒ ★", "Ⅳ Corps", "₹ 500 ₽ 10", "3 × 4 ÷ 2 = 6 ∞",
)  # fmt: skip
