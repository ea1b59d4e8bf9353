"""What operators do to see how a campaign is kept safe: checked, held, sent in waves, its number looked at."""

FRENCH = """
> /new
tap Nouvelle ligne
tap Tout le monde
see Quand part
> demain 10h
see Faut-il répéter
tap Une seule fois
> Bonjour ! Les *nouveautés* de la semaine sont arrivées 🎉
see sans souci
tap Contrôles
see Vérifications
shot checks-fr
tap Récapitulatif
tap Envoyer à 248
tap Oui, envoyer
see à vous de décider
shot held-fr
tap En vagues
see Envoi en
shot waves-fr
tap Ne rien envoyer
"""
ENGLISH = """
> /new
tap Nouvelle ligne
tap Everyone
see should it be sent
> tomorrow 10am
see How often
tap Once only
> Hello! This week’s *new arrivals* are in 🎉
see checks fine
tap Checks
see Checks
shot checks-en
tap Recap
tap Send to 248
tap Yes, send to
see you decide
shot held-en
tap In waves
see Sending in
shot waves-en
tap Send nothing
> /number
tap Nouvelle ligne
see The picture shows
top
shot chart-en
"""
# A chart needs two verdicts of its number.
CHART_FRENCH = """
> /number
tap Nouvelle ligne
see L’image montre
top
shot chart-fr
"""
# A campaign from its start to its report: three minutes until it leaves, and two while it does.
RUNNING_FRENCH = """
> /new
tap Boutique Cotonou
tap Tout le monde
see Dans quelle ville
tap Porto-Novo
see Quand part
tap Maintenant
tap Une seule fois
> Bonjour ! Les *nouveautés* de la semaine sont arrivées 🎉
see sans souci
tap Envoyer à 248
tap Oui, envoyer
see Campagne créée
pass 30
see Je regarderai
pass 230
see À cette allure
shot card-fr
pass 120
see terminée
shot report-fr
"""
RUNNING_ENGLISH = """
> /new
tap Boutique Cotonou
tap Everyone
see Which city
tap Porto-Novo
see should it be sent
tap Now
tap Once only
> Hello! This week’s *new arrivals* are in 🎉
see checks fine
tap Send to 248
tap Yes, send to
see Campaign created
pass 30
see I will look
pass 230
see At this pace
shot card-en
pass 120
see : done
shot report-en
"""
SAFE_STORIES = ((1001, "fr-FR", FRENCH), (1002, "en-GB", ENGLISH), (1001, "fr-FR", CHART_FRENCH))
# In a demo of their own: nobody has said yet where they are, and no other campaign leaves meanwhile.
RUNNING_STORIES = ((1001, "fr-FR", RUNNING_FRENCH), (1002, "en-GB", RUNNING_ENGLISH))
