"""Verbs that news attributes by, beside the plainest ones; every sentence is invented."""

import pytest

from tests.read import spoken


@pytest.mark.parametrize(
    ("language", "text", "source", "said"),
    [
        ("es", "El alcalde acusó a la oposición de quemarlo.", "El alcalde", "la oposición de quemarlo"),
        ("es", "El ejército culpó al sindicato del apagón.", "El ejército", "sindicato del apagón"),
        ("es", "La naviera atribuyó la avería a un rayo.", "La naviera", "la avería a un rayo"),
        ("es", "La oposición replicó que el puente es inseguro.", "La oposición", "que el puente es inseguro"),
        ("es", "La policía informó de que el puente está cerrado.", "La policía", "que el puente está cerrado"),
        ("es", "La policía informó de dos muertos en el puente.", "La policía", "dos muertos en el puente"),
        ("fr", "L'opposition dénonce une mascarade électorale.", "L'opposition", "une mascarade électorale"),
        ("fr", "Le maire impute la panne au fournisseur.", "Le maire", "la panne au fournisseur"),
        ("fr", "La police a fait état de deux morts.", "La police", "deux morts"),
        ("fr", "Le maire jure que le pont tiendra.", "Le maire", "que le pont tiendra"),
        ("fr", "La voisine témoigne que le pont tremblait.", "La voisine", "que le pont tremblait"),
        ("de", "Die Reederei führte den Brand auf einen Defekt zurück.", "Die Reederei", "den Brand auf einen Defekt"),
        ("de", "Die Polizei geht davon aus, dass das Boot gesunken ist.", "Die Polizei", "dass das Boot gesunken ist"),
        ("de", "Der Verein klagte, die Brücke sei marode.", "Der Verein", "die Brücke sei marode"),
        ("pl", "Wójt zarzucił rybakom kradzież sieci.", "Wójt", "rybakom kradzież sieci"),
        ("pl", "Sąd orzekł, że umowa jest nieważna.", "Sąd", "że umowa jest nieważna"),
        ("pl", "Załoga skarżyła się, że pompy nie działały.", "Załoga", "że pompy nie działały"),
        ("ru", "Мэр раскритиковал работу порта.", "Мэр", "работу порта"),
        ("ru", "Следствие установило, что кран был неисправен.", "Следствие", "что кран был неисправен"),
        ("ru", "Рыбаки надеются, что порт откроют в мае.", "Рыбаки", "что порт откроют в мае"),
        ("uk", "Мер розкритикував роботу порту.", "Мер", "роботу порту"),
        ("uk", "Слідство встановило, що кран був несправний.", "Слідство", "що кран був несправний"),
        ("uk", "Рибалки сподіваються, що порт відкриють у травні.", "Рибалки", "що порт відкриють у травні"),
    ],
)  # fmt: skip
def test_who_accuses_complains_or_finds_is_who_says_it(language: str, text: str, source: str, said: str) -> None:
    assert [(one[0], one[2]) for one in spoken.said(text, language)] == [(source, (said,))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El alcalde llamó a consultas a su embajador."),
        ("es", "El barco elevó anclas y zarpó."),
        ("fr", "La police a fait un détour par le port."),
        ("de", "Das Amt machte die Brücke zu."),
        ("pl", "Rybacy rzucili sieci o świcie."),
        ("ru", "Мэр открыл новый мост."),
    ],
)
def test_who_only_does_something_says_nothing(language: str, text: str) -> None:
    assert spoken.said(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "source", "said"),
    [
        ("es", "El preso dijo no recordar nada.", "El preso", "no recordar nada"),
        ("es", "El puerto aseguró desconocer el informe.", "El puerto", "desconocer el informe"),
        ("es", "«Nadie nos avisó», se quejó un vecino.", "un vecino", "«Nadie nos avisó»"),
        ("es", "«Aguantará», dijo en una entrevista con Radio Sur el juez.", "el juez", "«Aguantará»"),
        ("fr", "L'armée affirme contrôler la ville.", "L'armée", "contrôler la ville"),
        ("fr", "Le groupe nie posséder des armes.", "Le groupe", "posséder des armes"),
        ("fr", "« Rien ne va », se plaint un voisin.", "un voisin", "« Rien ne va »"),
        ("de", "Die Polizei geht inzwischen von Brandstiftung aus.", "Die Polizei", "Brandstiftung"),
        ("de", "Der Bericht kommt zu dem Schluss, dass es brannte.", "Der Bericht", "dass es brannte"),
        ("de", "Die Ermittler sind überzeugt, dass es brannte.", "Die Ermittler", "dass es brannte"),
        ("de", "„Nichts geht“, beschwerte sich ein Nachbar.", "ein Nachbar", "„Nichts geht“"),
        ("de", "Wie das Amt auf Anfrage mitteilte, ist sie zu.", "das Amt auf Anfrage", "ist sie zu"),
        ("pl", "W ocenie opozycji most jest niebezpieczny.", "opozycji", "most jest niebezpieczny"),
        ("pl", "Zdaniem rzecznika straży pożarnej most stoi.", "rzecznika straży pożarnej", "most stoi"),
        ("pl", "Zdaniem burmistrz Anny Rot most stoi.", "burmistrz Anny Rot", "most stoi"),
        ("pl", "„Stoi” – zapewniła w rozmowie z Radiem Lund burmistrz.", "burmistrz", "„Stoi”"),
        ("pl", "Jak przekazał w rozmowie z PAP wójt, most stoi.", "wójt", "most stoi"),
        ("ru", "По мнению оппозиции, мост опасен.", "оппозиции", "мост опасен"),
        ("ru", "По словам шахтёров, датчик молчал.", "шахтёров", "датчик молчал"),
        ("ru", "«Стоит», — заверила в беседе с «Маяком» мэр.", "мэр", "«Стоит»"),
        ("ru", "Мэр сообщил «Маяку», что мост закроют.", "Мэр", "что мост закроют"),
        ("uk", "За версією слідства, міст підпалили.", "слідства", "міст підпалили"),
        ("uk", "Мер повідомив «Маяку», що міст закриють.", "Мер", "що міст закриють"),
    ],
)  # fmt: skip
def test_how_and_to_whom_it_was_told_does_not_hide_who_tells_it(
    language: str, text: str, source: str, said: str
) -> None:
    assert [(one[0], one[2]) for one in spoken.said(text, language)] == [(source, (said,))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er geht abends gern aus."),
        ("de", "Das Licht ging im ganzen Haus aus."),
        ("de", "Die Preise zeigen nach oben."),
        ("fr", "Le maire dit bonjour à tous."),
        ("es", "El barco dijo adiós al puerto."),
    ],
)
def test_the_same_verbs_say_nothing_in_other_company(language: str, text: str) -> None:
    assert spoken.said(text, language) == []
