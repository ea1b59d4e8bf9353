"""The templates of the demo's workspace: of every type, and more than one page of them."""

_MEDIA = "https://cdn.boutique.example"

TEMPLATES: tuple[tuple[str, str, str | None, str | None], ...] = (
    ("Bienvenue", "text", "Bonjour {{contact.firstName}}, bienvenue chez {{instance.name}} !", None),
    ("Rappel panier", "text", "Bonjour {{contact.firstName}}, votre code est {{custom.code}}.", None),
    ("Soldes d’été", "text", "{{custom.remise}} de remise jusqu’au {{custom.date}} chez {{instance.name}}.", None),
    ("Merci", "text", "Merci {{contact.firstName}}, et à bientôt.", None),
    ("Horaires de fête", "text", "La boutique ferme le {{custom.jour}} à {{custom.heure}}.", None),
    ("Order ready", "text", "Hello {{contact.firstName}}, your order {{custom.order}} is ready.", None),
    ("Anniversaire", "text", "Joyeux anniversaire {{contact.firstName}} 🎂 Un cadeau vous attend.", None),
    ("Fermeture exceptionnelle", "text", "Nous serons fermés demain. Merci de votre patience.", None),
    ("Nouvelle adresse", "text", "{{instance.name}} vous accueille désormais {{custom.adresse}}.", None),
    ("Livraison gratuite", "text", "Livraison gratuite dès {{custom.montant}} FCFA, {{contact.firstName}} !", None),
    ("Avis client", "text", "{{contact.firstName}}, qu’avez-vous pensé de votre commande ?", None),
    ("Relance devis", "text", "Bonjour {{contact.name}}, votre devis {{custom.devis}} expire bientôt.", None),
    ("Arrivage pagnes", "text", "Les nouveaux pagnes sont arrivés : {{custom.liste}}.", None),
    ("Rendez-vous", "text", "Rendez-vous le {{custom.date}} à {{custom.heure}}, {{contact.firstName}}.", None),
    ("Contact", "text", "Une question ? Écrivez-nous au {{instance.waNumber}}.", None),
    ("Weekend offer", "text", "Only this weekend: {{custom.offer}}. See you at {{instance.name}}!", None),
    ("Affiche avril", "image", "L’offre d’avril pour vous, {{contact.firstName}}", f"{_MEDIA}/avril.jpg"),
    ("Affiche sans légende", "image", None, f"{_MEDIA}/affiche.png"),
    ("Nouvelle collection", "image", "La collection {{custom.collection}} est là.", f"{_MEDIA}/collection.jpg"),
    ("Défilé", "video", "Revivez le défilé de {{instance.name}}.", f"{_MEDIA}/defile.mp4"),
    ("Mode d’emploi", "video", None, f"{_MEDIA}/emploi.mp4"),
    ("Message audio", "audio", None, f"{_MEDIA}/bonjour.mp3"),
    ("Jingle", "audio", None, f"{_MEDIA}/jingle.ogg"),
    ("Catalogue", "document", "Le catalogue {{custom.saison}}", f"{_MEDIA}/catalogue.pdf"),
    ("Tarifs", "document", None, f"{_MEDIA}/tarifs.pdf"),
    ("Conditions de vente", "document", "À lire avant toute commande", f"{_MEDIA}/conditions.pdf"),
    ("Invitation", "document", "{{contact.firstName}}, vous êtes invitée le {{custom.date}}.", f"{_MEDIA}/carte.pdf"),
)
"""Name, type, body and link of each."""
