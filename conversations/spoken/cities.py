"""The names of the city of a zone: an echo that comes back has one of them in brackets.

An IANA key ends with an English name, and mostly that is the city's name everywhere. Here are the others.
"""

from zoneinfo import ZoneInfo

# The name in the key, then the French name, then others that people know it by.
_OTHER_NAMES = """
Addis Ababa: Addis-Abeba | Algiers: Alger | Asmera: Asmara | Cairo: Le Caire | El Aaiun: Laâyoune | Fiji: Fidji
Mogadishu: Mogadiscio | Ndjamena: N’Djamena | Porto-Novo: Porto-Novo, Cotonou | Timbuktu: Tombouctou, Bamako
Tripoli: Tripoli, Tripoli (Libye), Tripoli Libye | Douala: Douala, Yaoundé | Atka: Adak | Barbados: La Barbade
Cayman: Caïmans | Coral Harbour: Atikokan | Dominica: Dominique | Ensenada: Tijuana | Godthab: Nuuk
Grenada: Grenade | Havana: La Havane | Jamaica: Jamaïque | Manaus: Manaos | Mexico City: Mexico
Montreal: Montréal, Toronto | Nipigon: Toronto | Thunder Bay: Toronto | Noronha: Fernando de Noronha
Pangnirtung: Iqaluit | Port of Spain: Port-d’Espagne | Porto Acre: Rio Branco | Puerto Rico: Porto Rico
Rainy River: Winnipeg | Rosario: Cordoba | ComodRivadavia: Catamarca | Santa Isabel: Tijuana
Santo Domingo: Saint-Domingue | Scoresbysund: Ittoqqortoormiit | Shiprock: Denver | Yellowknife: Edmonton
St Barthelemy: Saint-Barthélemy | St Johns: Saint-Jean de Terre-Neuve, St. John’s | St Kitts: Saint-Christophe
St Lucia: Sainte-Lucie | St Thomas: Saint-Thomas | St Vincent: Saint-Vincent | Virgin: Saint-Thomas, St. Thomas
Lower Princes: Lower Prince’s Quarter | Fort Wayne: Indianapolis | Knox IN: Knox | Sao Paulo: São Paulo
DumontDUrville: Dumont-d’Urville | South Pole: Auckland | Syowa: Showa | Almaty: Alma Ata | Aqtau: Aktaou
Aqtobe: Aktioubinsk | Ashgabat: Achgabat | Ashkhabad: Achgabat, Ashgabat | Atyrau: Atyraou | Baghdad: Bagdad
Bahrain: Bahreïn | Baku: Bakou | Beirut: Beyrouth | Bishkek: Bichkek | Calcutta: Calcutta, Kolkata | Chita: Tchita
Choibalsan: Oulan-Bator, Ulaanbaatar | Chongqing: Shanghai | Chungking: Shanghai | Harbin: Shanghai
Dacca: Dacca, Dhaka | Dhaka: Dacca, Dhaka | Damascus: Damas | Dushanbe: Douchanbé | Famagusta: Famagouste
Irkutsk: Irkoutsk | Kabul: Kaboul | Kamchatka: Kamtchatka | Kashgar: Ürümqi, Urumqi | Katmandu: Kathmandu
Kathmandu: Katmandou, Kathmandu | Krasnoyarsk: Krasnoïarsk | Kuwait: Koweït | Macau: Macao | Makassar: Macassar
Manila: Manille | Muscat: Mascate | Nicosia: Nicosie | Novosibirsk: Novossibirsk | Oral: Ouralsk
Qostanay: Kostanaï, Kostanay | Qyzylorda: Kzyl Orda | Rangoon: Rangoun, Yangon | Yangon: Rangoun, Yangon
Riyadh: Riyad | Saigon: Hô-Chi-Minh-Ville, Ho Chi Minh | Ho Chi Minh: Hô-Chi-Minh-Ville, Ho Chi Minh
Sakhalin: Sakhaline | Samarkand: Samarcande | Singapore: Singapour | Tashkent: Tachkent | Tbilisi: Tbilissi
Tehran: Téhéran | Tel Aviv: Tel Aviv, Jérusalem, Jerusalem | Jerusalem: Jérusalem | Thimbu: Thimphou, Thimphu
Thimphu: Thimphou, Thimphu | Ujung Pandang: Macassar, Makassar | Ulaanbaatar: Oulan-Bator
Ulan Bator: Oulan-Bator, Ulaanbaatar | Yakutsk: Iakoutsk | Yekaterinburg: Ekaterinbourg | Yerevan: Erevan
Azores: Açores | Bermuda: Bermudes | Canary: Canaries, Îles Canaries | Cape Verde: Cap-Vert, Praia
Faeroe: Féroé, Faroe | Faroe: Féroé, Faroe | Jan Mayen: Longyearbyen | Madeira: Madère
South Georgia: Géorgie du Sud | St Helena: Sainte-Hélène | Canberra: Sydney | ACT: Sydney | NSW: Sydney
Currie: Hobart | Tasmania: Hobart | LHI: Lord Howe, Lord Howe Island | Lord Howe: Lord Howe, Lord Howe Island
North: Darwin | Queensland: Brisbane | South: Adélaïde, Adelaide | Adelaide: Adélaïde | Victoria: Melbourne
West: Perth, Manaus, Manaos | Yancowinna: Broken Hill | Acre: Rio Branco | DeNoronha: Fernando de Noronha
East: São Paulo | CET: Bruxelles, Brussels | MET: Bruxelles, Brussels | CST6CDT: Chicago | Atlantic: Halifax
Central: Winnipeg, Chicago | Eastern: Toronto, New York | Mountain: Edmonton, Denver
Newfoundland: Saint-Jean de Terre-Neuve, St. John’s | Pacific: Vancouver, Los Angeles | Saskatchewan: Regina
Yukon: Whitehorse | Continental: Santiago | EasterIsland: Île de Pâques, Easter Island
Easter: Île de Pâques, Easter Island | Cuba: La Havane, Havana | EET: Athènes, Athens | EST: Panama
EST5EDT: New York | Egypt: Le Caire, Cairo | Eire: Dublin | GMT+0: GMT | GMT-0: GMT | GMT0: GMT | Greenwich: GMT
UCT: UTC | Universal: UTC | Zulu: UTC | Andorra: Andorre | Athens: Athènes | Belfast: Belfast, Londres, London
Brussels: Bruxelles | Bucharest: Bucarest | Copenhagen: Copenhague | Guernsey: Guernesey | Isle of Man: Île de Man
Kiev: Kyiv | Kyiv: Kiev | Lisbon: Lisbonne | London: Londres | Malta: Malte | Moscow: Moscou
San Marino: Saint-Marin | Tirane: Tirana | Tiraspol: Chisinau | Ulyanovsk: Oulianovsk | Uzhgorod: Kyiv
Vatican: Le Vatican | Vienna: Vienne | Warsaw: Varsovie | Zaporozhye: Kyiv | Factory: ville inconnue, Unknown City
GB: Londres, London | GB-Eire: Londres, London | HST: Honolulu | Hongkong: Hong Kong | Iceland: Reykjavik
Christmas: Christmas, Christmas Island | Cocos: Cocos, Cocos Islands | Comoro: Comores, Moroni
Mauritius: Maurice, Port-Louis | Reunion: La Réunion, Saint-Denis | Iran: Téhéran, Tehran
Israel: Jérusalem, Jerusalem | Japan: Tokyo | Libya: Tripoli, Tripoli (Libye), Tripoli Libye | MST: Phoenix
MST7MDT: Denver | BajaNorte: Tijuana | BajaSur: Mazatlan | General: Mexico, Mexico City | NZ: Auckland
NZ-CHAT: Chatham | Navajo: Denver | PRC: Shanghai | PST8PDT: Los Angeles | Enderbury: Canton, Kanton
Kanton: Canton | Johnston: Honolulu | Marquesas: Marquises | Norfolk: Norfolk, Norfolk Island | Palau: Palaos
Ponape: Pohnpei | Samoa: Pago Pago | Truk: Chuuk | Wake: Wake, Wake Island | Yap: Chuuk | Poland: Varsovie, Warsaw
Portugal: Lisbonne, Lisbon | ROC: Taipei | ROK: Séoul, Seoul | Turkey: Istanbul | Alaska: Anchorage
Aleutian: Adak | Arizona: Phoenix | East-Indiana: Indianapolis | Hawaii: Honolulu | Indiana-Starke: Knox
Michigan: Détroit, Detroit | Detroit: Détroit | W-SU: Moscou, Moscow | WET: Lisbonne, Lisbon | Geneva: Genève
Lome: Lomé | Sao Tome: São Tomé | Seoul: Séoul | Dubai: Dubaï | Noumea: Nouméa | Mahe: Mahé | Efate: Éfaté
Hebron: Hébron | Urumqi: Ürümqi | Ushuaia: Ushuaïa | Asuncion: Asunción | Belem: Belém | Cancun: Cancún
Cordoba: Córdoba | Curacao: Curaçao | Merida: Mérida | Thule: Thulé
Bahia Banderas: Bahia de Banderas | Macquarie: Macquarie, Macquarie Island
"""
_OTHERS = {
    key.strip(): tuple(name.strip() for name in names.split(","))
    for key, _, names in (entry.partition(":") for line in _OTHER_NAMES.splitlines() for entry in line.split("|"))
    if names
}


def other_names(zone: ZoneInfo) -> tuple[str, ...]:
    """Return the name in a zone's key and those it goes by, the French one first."""
    name = zone.key.rpartition("/")[2].replace("_", " ")
    return (name, *_OTHERS.get(name, ()))


def shown_as(zone: ZoneInfo) -> tuple[str, ...]:
    """Return the names of a zone's city, that of the key first; of three parts the middle one may be shown."""
    names = other_names(zone)
    middle = zone.key.replace("_", " ").rpartition("/")[0].partition("/")[2]
    return names + tuple(form for each in names for form in (f"{middle} {each}", f"{each} {middle}") if middle)
