"""What is said of a file or a text that cannot be read as a list of numbers, and how to make it one."""

from conversations.words import Text

NO_NUMBER = Text(
    fr="Je ne trouve aucun numéro de téléphone dans ce texte. Écrivez un numéro par ligne, par exemple {example}.",
    en="I find no phone number in this text. Write one number per line, for example {example}.",
)
NO_NUMBER_IN_FILE = Text(
    fr="Je ne trouve aucun numéro de téléphone dans « {name} ». Vérifiez que c’est le bon fichier et qu’une colonne "
    "contient les numéros.",
    en="I find no phone number in “{name}”. Check that it is the right file and that one column holds the numbers.",
)
NOT_A_LIST = Text(
    fr="« {name} » n’est pas une liste que je sais lire. Envoyez un fichier CSV, TXT, XLSX ou vCard, ou collez les "
    "numéros ici.",
    en="“{name}” is not a list that I can read. Send a CSV, TXT, XLSX or vCard file, or paste the numbers here.",
)
TOO_MANY = Text(
    fr="Cette liste compte plus de {most} numéros, le maximum. Coupez-la en plusieurs listes.",
    en="This list has more than {most} numbers, the most I take. Cut it into several lists.",
)
TOO_LONG = Text(
    fr="Ce texte fait {size} Mo, le maximum est {most} Mo. Coupez-le en plusieurs listes.",
    en="This text has {size} MB, the most is {most} MB. Cut it into several lists.",
)
TOO_LARGE = Text(
    fr="« {name} » pèse {size} Mo, le maximum est {most} Mo. Gardez seulement les noms et les numéros, ou coupez la "
    "liste en plusieurs fichiers.",
    en="“{name}” has {size} MB, the most is {most} MB. Keep only the names and the numbers, or cut the list into "
    "several files.",
)
TOO_MUCH_INSIDE = Text(
    fr="« {name} » contient trop de données : plus de {most} Mo une fois ouvert, ou trop de cellules. Copiez les noms "
    "et les numéros dans un nouveau classeur et envoyez celui-là.",
    en="“{name}” holds too much: more than {most} MB once opened, or too many cells. Copy the names and the numbers "
    "into a new workbook and send that one.",
)
ENCRYPTED = Text(
    fr="« {name} » est protégé par un mot de passe. Retirez la protection, enregistrez le fichier et renvoyez-le.",
    en="“{name}” is protected by a password. Remove the protection, save the file and send it again.",
)
OTHER_WORKBOOK = Text(
    fr="« {name} » est un classeur au format {kind}, que je ne lis pas. Enregistrez-le en .xlsx ou en CSV et "
    "renvoyez-le.",
    en="“{name}” is a workbook in the {kind} format, which I do not read. Save it as .xlsx or CSV and send it again.",
)
DAMAGED = Text(
    fr="« {name} » est abîmé : je n’arrive pas à l’ouvrir. Enregistrez-le de nouveau en .xlsx ou en CSV et "
    "renvoyez-le.",
    en="“{name}” is damaged: I cannot open it. Save it again as .xlsx or CSV and send it again.",
)
