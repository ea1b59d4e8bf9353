"""Countries by calling code: their names, their time zones, and the cities people say instead of a zone's own."""

# Calling code | French names | English names | zones, the likeliest first | cities; what is not in the first zone has
# the place of its zone. A row goes on in lines set in. Names are as people type them: neither accents nor capitals
# count in the search.
_AFRICA = """
229 | Bénin | Benin | Africa/Porto-Novo | Cotonou, Parakou, Abomey-Calavi, Djougou, Bohicon
228 | Togo | Togo | Africa/Lome | Lomé, Sokodé, Kara, Kpalimé
225 | Côte d'Ivoire | Ivory Coast | Africa/Abidjan | Yamoussoukro, Bouaké, San-Pédro, Daloa, Korhogo
226 | Burkina Faso, Burkina | Burkina Faso | Africa/Ouagadougou | Ouaga, Bobo-Dioulasso, Koudougou
221 | Sénégal | Senegal | Africa/Dakar | Thiès, Saint-Louis, Kaolack, Ziguinchor, Touba
223 | Mali | Mali | Africa/Bamako | Sikasso, Ségou, Mopti
224 | Guinée, Guinée-Conakry | Guinea | Africa/Conakry | Kankan, Nzérékoré, Labé
227 | Niger | Niger | Africa/Niamey | Zinder, Maradi, Agadez
222 | Mauritanie | Mauritania | Africa/Nouakchott | Nouadhibou
220 | Gambie | Gambia | Africa/Banjul | Serrekunda
245 | Guinée-Bissau | Guinea-Bissau | Africa/Bissau |
238 | Cap-Vert | Cape Verde, Cabo Verde | Atlantic/Cape_Verde | Praia, Mindelo
231 | Libéria | Liberia | Africa/Monrovia |
232 | Sierra Leone | Sierra Leone | Africa/Freetown |
233 | Ghana | Ghana | Africa/Accra | Kumasi, Tamale
234 | Nigéria | Nigeria | Africa/Lagos | Abuja, Kano, Ibadan, Port Harcourt, Benin City
237 | Cameroun | Cameroon | Africa/Douala | Yaoundé, Bafoussam, Garoua, Bamenda
241 | Gabon | Gabon | Africa/Libreville | Port-Gentil, Franceville
242 | Congo, Congo-Brazzaville | Republic of the Congo | Africa/Brazzaville | Pointe-Noire, Dolisie
243 | RD Congo, RDC, Congo-Kinshasa | DR Congo, DRC | Africa/Kinshasa, Africa/Lubumbashi | Matadi, Goma@2, Bukavu@2,
  Kisangani@2
236 | Centrafrique, République centrafricaine | Central African Republic | Africa/Bangui |
235 | Tchad | Chad | Africa/Ndjamena | Moundou
240 | Guinée équatoriale | Equatorial Guinea | Africa/Malabo | Bata
239 | São Tomé-et-Principe | Sao Tome and Principe | Africa/Sao_Tome |
212 | Maroc | Morocco | Africa/Casablanca | Rabat, Marrakech, Fès, Tanger, Tangier, Agadir
213 | Algérie | Algeria | Africa/Algiers | Oran, Constantine, Annaba
216 | Tunisie | Tunisia | Africa/Tunis | Sfax, Sousse
218 | Libye | Libya | Africa/Tripoli | Benghazi
20 | Égypte | Egypt | Africa/Cairo | Alexandrie, Alexandria
249 | Soudan | Sudan | Africa/Khartoum |
211 | Soudan du Sud | South Sudan | Africa/Juba |
251 | Éthiopie | Ethiopia | Africa/Addis_Ababa |
253 | Djibouti | Djibouti | Africa/Djibouti |
252 | Somalie | Somalia | Africa/Mogadishu |
254 | Kenya | Kenya | Africa/Nairobi | Mombasa
255 | Tanzanie | Tanzania | Africa/Dar_es_Salaam | Dodoma, Zanzibar
256 | Ouganda | Uganda | Africa/Kampala |
250 | Rwanda | Rwanda | Africa/Kigali |
257 | Burundi | Burundi | Africa/Bujumbura | Gitega
258 | Mozambique | Mozambique | Africa/Maputo |
260 | Zambie | Zambia | Africa/Lusaka |
263 | Zimbabwe | Zimbabwe | Africa/Harare |
264 | Namibie | Namibia | Africa/Windhoek |
265 | Malawi | Malawi | Africa/Blantyre | Lilongwe
244 | Angola | Angola | Africa/Luanda |
27 | Afrique du Sud | South Africa | Africa/Johannesburg | Pretoria, Le Cap, Cape Town, Durban
261 | Madagascar | Madagascar | Indian/Antananarivo | Tananarive, Toamasina, Mahajanga
262 | La Réunion, Mayotte@2 | Reunion, Mayotte@2 | Indian/Reunion, Indian/Mayotte | Saint-Denis, Saint-Pierre,
  Mamoudzou@2
230 | Maurice, Île Maurice | Mauritius | Indian/Mauritius | Port-Louis
269 | Comores | Comoros | Indian/Comoro | Moroni
248 | Seychelles | Seychelles | Indian/Mahe | Victoria
"""
_EUROPE = """
33 | France | France | Europe/Paris | Lyon, Marseille, Toulouse, Bordeaux, Lille, Nantes, Strasbourg, Nice, Rennes,
  Montpellier
32 | Belgique | Belgium | Europe/Brussels | Anvers, Antwerp, Liège, Gand, Ghent, Namur, Charleroi
41 | Suisse | Switzerland | Europe/Zurich | Genève, Geneva, Lausanne, Berne, Bern, Bâle, Basel
352 | Luxembourg | Luxembourg | Europe/Luxembourg |
377 | Monaco | Monaco | Europe/Monaco |
376 | Andorre | Andorra | Europe/Andorra |
44 | Royaume-Uni, Angleterre, Écosse | United Kingdom, UK, England, Scotland, Great Britain | Europe/London |
  Manchester, Birmingham, Glasgow, Edinburgh, Leeds, Liverpool
353 | Irlande | Ireland | Europe/Dublin | Cork
34 | Espagne | Spain | Europe/Madrid, Atlantic/Canary | Barcelone, Barcelona, Valence, Valencia, Séville, Las
  Palmas@2
351 | Portugal | Portugal | Europe/Lisbon, Atlantic/Azores, Atlantic/Madeira | Porto, Funchal@3
39 | Italie | Italy | Europe/Rome | Milan, Milano, Naples, Turin
49 | Allemagne | Germany | Europe/Berlin | Munich, Hambourg, Hamburg, Francfort, Frankfurt, Cologne
43 | Autriche | Austria | Europe/Vienna | Graz, Salzburg
31 | Pays-Bas, Hollande | Netherlands, Holland | Europe/Amsterdam | Rotterdam, La Haye, The Hague
45 | Danemark | Denmark | Europe/Copenhagen |
46 | Suède | Sweden | Europe/Stockholm | Göteborg
47 | Norvège | Norway | Europe/Oslo | Bergen
358 | Finlande | Finland | Europe/Helsinki |
48 | Pologne | Poland | Europe/Warsaw | Cracovie, Krakow
420 | Tchéquie, République tchèque | Czechia, Czech Republic | Europe/Prague |
36 | Hongrie | Hungary | Europe/Budapest |
40 | Roumanie | Romania | Europe/Bucharest | Cluj
359 | Bulgarie | Bulgaria | Europe/Sofia |
30 | Grèce | Greece | Europe/Athens | Thessalonique
356 | Malte | Malta | Europe/Malta |
357 | Chypre | Cyprus | Asia/Nicosia | Limassol
380 | Ukraine | Ukraine | Europe/Kyiv | Odessa
90 | Turquie | Turkey | Europe/Istanbul | Ankara, Izmir
7 | Russie | Russia | Europe/Moscow, Europe/Samara, Asia/Yekaterinburg,
  Asia/Novosibirsk, Asia/Vladivostok | Saint-Pétersbourg
"""
_AMERICAS = """
1 | États-Unis, USA | United States, USA, America | America/New_York, America/Chicago, America/Denver,
  America/Los_Angeles, America/Anchorage, Pacific/Honolulu | Washington, Boston, Miami, Atlanta, Philadelphia,
  Houston@2, Dallas@2, Austin@2, Salt Lake City@3, San Francisco@4, Seattle@4, San Diego@4, Las Vegas@4
1- | Canada, Québec | Canada, Quebec | America/Toronto, America/Vancouver, America/Edmonton, America/Winnipeg,
  America/Halifax, America/St_Johns | Montréal, Montreal, Ottawa, Québec, Gatineau, Laval, Calgary@3, Moncton@5
509 | Haïti | Haiti | America/Port-au-Prince | Cap-Haïtien
590 | Guadeloupe | Guadeloupe | America/Guadeloupe | Pointe-à-Pitre, Basse-Terre
596 | Martinique | Martinique | America/Martinique | Fort-de-France
594 | Guyane | French Guiana | America/Cayenne | Kourou
508 | Saint-Pierre-et-Miquelon | Saint Pierre and Miquelon | America/Miquelon |
1809, 1829, 1849 | République dominicaine | Dominican Republic | America/Santo_Domingo |
1787, 1939 | Porto Rico | Puerto Rico | America/Puerto_Rico | San Juan
1876, 1658 | Jamaïque | Jamaica | America/Jamaica | Kingston
1868 | Trinité-et-Tobago | Trinidad and Tobago | America/Port_of_Spain |
1246 | La Barbade, Barbade | Barbados | America/Barbados | Bridgetown
53 | Cuba | Cuba | America/Havana |
52 | Mexique | Mexico | America/Mexico_City, America/Tijuana, America/Cancun | Guadalajara, Monterrey
55 | Brésil | Brazil | America/Sao_Paulo, America/Manaus, America/Fortaleza, America/Rio_Branco | Rio de Janeiro,
  Brasilia, Salvador
54 | Argentine | Argentina | America/Argentina/Buenos_Aires | Rosario
56 | Chili | Chile | America/Santiago, Pacific/Easter | Valparaiso
57 | Colombie | Colombia | America/Bogota | Medellin, Cali
51 | Pérou | Peru | America/Lima |
58 | Venezuela | Venezuela | America/Caracas |
593 | Équateur | Ecuador | America/Guayaquil | Quito
591 | Bolivie | Bolivia | America/La_Paz |
595 | Paraguay | Paraguay | America/Asuncion |
598 | Uruguay | Uruguay | America/Montevideo |
507 | Panama | Panama | America/Panama |
506 | Costa Rica | Costa Rica | America/Costa_Rica | San José
502 | Guatemala | Guatemala | America/Guatemala |
"""
_ASIA_AND_PACIFIC = """
77 | Kazakhstan | Kazakhstan | Asia/Almaty | Astana
961 | Liban | Lebanon | Asia/Beirut | Tripoli
972 | Israël | Israel | Asia/Jerusalem | Tel Aviv, Haïfa
962 | Jordanie | Jordan | Asia/Amman |
966 | Arabie saoudite | Saudi Arabia | Asia/Riyadh | Djeddah, Jeddah, La Mecque, Mecca
971 | Émirats arabes unis, Émirats | United Arab Emirates, UAE, Emirates | Asia/Dubai | Doubaï, Abu Dhabi
974 | Qatar | Qatar | Asia/Qatar | Doha
965 | Koweït | Kuwait | Asia/Kuwait |
964 | Irak | Iraq | Asia/Baghdad |
98 | Iran | Iran | Asia/Tehran |
91 | Inde | India | Asia/Kolkata | Delhi, New Delhi, Mumbai, Bangalore, Chennai, Pondichéry
92 | Pakistan | Pakistan | Asia/Karachi | Lahore, Islamabad
880 | Bangladesh | Bangladesh | Asia/Dhaka |
977 | Népal | Nepal | Asia/Kathmandu | Pokhara
94 | Sri Lanka | Sri Lanka | Asia/Colombo |
86 | Chine | China | Asia/Shanghai | Pékin, Beijing, Canton, Guangzhou, Shenzhen, Yiwu
852 | Hong Kong | Hong Kong | Asia/Hong_Kong |
886 | Taïwan | Taiwan | Asia/Taipei |
81 | Japon | Japan | Asia/Tokyo | Osaka
82 | Corée du Sud | South Korea | Asia/Seoul | Busan
84 | Vietnam, Viêt Nam | Vietnam | Asia/Ho_Chi_Minh | Saïgon, Hanoï
66 | Thaïlande | Thailand | Asia/Bangkok |
855 | Cambodge | Cambodia | Asia/Phnom_Penh |
856 | Laos | Laos | Asia/Vientiane |
60 | Malaisie | Malaysia | Asia/Kuala_Lumpur |
65 | Singapour | Singapore | Asia/Singapore |
62 | Indonésie | Indonesia | Asia/Jakarta, Asia/Makassar, Asia/Jayapura | Bali@2
63 | Philippines | Philippines | Asia/Manila |
61 | Australie | Australia | Australia/Sydney, Australia/Melbourne, Australia/Brisbane, Australia/Adelaide,
  Australia/Perth, Australia/Darwin | Canberra
64 | Nouvelle-Zélande | New Zealand | Pacific/Auckland, Pacific/Chatham | Wellington
687 | Nouvelle-Calédonie | New Caledonia | Pacific/Noumea |
689 | Polynésie française, Polynésie, Tahiti | French Polynesia, Tahiti | Pacific/Tahiti, Pacific/Marquesas,
  Pacific/Gambier | Papeete
681 | Wallis-et-Futuna | Wallis and Futuna | Pacific/Wallis |
678 | Vanuatu | Vanuatu | Pacific/Efate | Port-Vila
685 | Samoa | Samoa | Pacific/Apia |
679 | Fidji | Fiji | Pacific/Fiji | Suva
"""
COUNTRIES = _AFRICA + _EUROPE + _AMERICAS + _ASIA_AND_PACIFIC

# North America shares the code 1, and the three digits that follow tell.
AREAS = """
America/Toronto: 514 438 263 450 579 354 418 581 367 819 873 468 416 647 437 905 289 365 742 519 226 548 613 343 705 249
America/Vancouver: 604 778 236 672 250
America/Edmonton: 403 587 780 825 368
America/Winnipeg: 204 431
America/Regina: 306 639
America/Halifax: 902 782
America/Moncton: 506
America/St_Johns: 709
America/New_York: 212 646 917 718 347 929 516 201 202 215 267 305 786 404 470 617 857 407 704 703 301 240 410 443 412
America/Chicago: 312 773 872 214 469 972 713 281 832 512 210 615 504 612 314 414
America/Denver: 303 720 801 505
America/Phoenix: 602 480 623
America/Los_Angeles: 213 310 323 424 415 628 510 408 650 619 858 206 425 503 702 916 714 818
America/Anchorage: 907
Pacific/Honolulu: 808
"""
