"""A text's language is told from its neighbours, by its commonest words or its script."""

from __future__ import annotations

import pytest

from newscopy.structure import languages, words

TEXTS = {
    "hr": "Gradsko vijeće u Splitu odlučilo je u utorak da će se graditi novi zid uz obalu, koji su inženjeri nacrtali prije "
    "sedam godina. Radovi bi trebali početi na proljeće, a trajat će više od dvije zime, rekao je gradonačelnik.",
    "sr": "Градско веће је у уторак одлучило да се гради нови зид уз обалу, који су инжењери нацртали пре седам година. "
    "Радови би требало да почну на пролеће, а трајаће више од две зиме, рекао је градоначелник.",
    "cs": "Zastupitelstvo města v úterý rozhodlo, že se bude stavět nová zeď u břehu, kterou inženýři nakreslili už před sedmi "
    "lety. Práce by měly začít na jaře a potrvají déle než dvě zimy, řekl starosta, který byl proti.",
    "sk": "Zastupiteľstvo mesta v utorok rozhodlo, že sa bude stavať nový múr pri brehu, ktorý inžinieri nakreslili už pred "
    "siedmimi rokmi. Práce by mali začať na jar a potrvajú viac ako dve zimy, povedal primátor.",
    "ca": "L'Ajuntament va decidir dimarts construir el nou mur que els enginyers van dibuixar fa set anys. Les obres haurien de "
    "començar a la primavera i duraran més de dos hiverns, segons l'alcalde, que també va dir que no serà car.",
    "af": "Die stadsraad het Dinsdag besluit om die nuwe muur te bou wat die ingenieurs sewe jaar gelede geteken het. Die werk "
    "sal in die lente begin en langer as twee winters duur, het die burgemeester gesê, en dit sal nie goedkoop wees nie.",
    "et": "Linnavolikogu otsustas teisipäeval ehitada uue müüri, mille insenerid joonistasid seitse aastat tagasi. Tööd peaksid "
    "algama kevadel ja need kestavad kauem kui kaks talve, ütles linnapea, kes oli selle vastu, aga ei saanud midagi teha.",
    "lt": "Miesto taryba antradienį nusprendė statyti naują sieną, kurią inžinieriai nubraižė prieš septynerius metus. Darbai "
    "turėtų prasidėti pavasarį ir truks ilgiau nei dvi žiemas, sakė meras, kuris buvo prieš, bet jo niekas neklausė.",
    "lv": "Pilsētas dome otrdien nolēma būvēt jaunu sienu, ko inženieri uzzīmēja pirms septiņiem gadiem. Darbiem vajadzētu "
    "sākties pavasarī, un tie ilgs vairāk nekā divas ziemas, sacīja mērs, kurš bija pret, bet neko nevarēja darīt.",
    "sl": "Mestni svet je v torek sklenil, da bodo zgradili nov zid ob obali, ki so ga inženirji narisali že pred sedmimi leti. "
    "Dela naj bi se začela spomladi in bodo trajala več kot dve zimi, je dejal župan, ki je bil proti.",
    "bn": "পৌরসভা মঙ্গলবার নতুন বাঁধ নির্মাণের সিদ্ধান্ত নিয়েছে, যার নকশা সাত বছর আগে করা হয়েছিল।",
    "ta": "நகராட்சி செவ்வாய்க்கிழமை புதிய சுவர் கட்ட முடிவு செய்தது, அதன் வரைபடம் ஏழு ஆண்டுகளுக்கு முன்பே தயாரானது.",
    "th": "สภาเมืองมีมติเมื่อวันอังคารให้สร้างกำแพงใหม่ ซึ่งวิศวกรออกแบบไว้เมื่อเจ็ดปีก่อน",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_language_is_told_from_its_neighbours(language: str) -> None:
    assert languages.tell(TEXTS[language], words.load()) == language
