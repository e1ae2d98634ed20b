"""The small words that fill a good part of any text in a language; words shared by many languages say little."""

STOPWORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in that is for on with as it by are be at this from or an which was were has have not"
        " their its will would should but they been can who more than what we you our these other into there also",
        "fr": "le la les de des du et à un une est en que qui dans pour par sur au aux ce cette ces sont avec pas plus"
        " ne se son sa ses leur leurs ou mais être ont été il elle nous vous",
        "de": "der die das und in den von zu mit ist des im für auf dem nicht ein eine als auch es an werden aus er hat"
        " dass sie nach bei einer um am sind noch wie einem über so zum haben nur oder aber vor zur bis mehr durch man",
        "es": "el la los las de del y en que un una es por con para se al lo como más o pero sus su le ha este esta"
        " entre cuando muy sin sobre ser son también fue han desde todo no",
        "it": "il la le lo gli i di del della dei delle e in che un una è per con si da al alla non sono come anche più"
        " ha ma nel nella dal o se questo questa essere stato ai tra",
        "pt": "o a os as de do da dos das e em que um uma é por com para se na no nas nos ao à não mais como mas foi"
        " ser são também pelo pela seu sua ou quando muito já entre",
        "nl": "de het een van en in is dat op te zijn voor met die aan niet ook als door er bij naar om uit worden deze"
        " wordt over heeft dan maar of kan meer moet hun",
        "sv": "och att det i en som är av på för med den till inte ett om har de var från vi kan ska eller men sig så"
        " också vid när över under",
        "da": "og at det i en som er af på for med den til ikke et om har de var fra vi kan skal eller men sig så også"
        " ved når over efter blev være",
        "no": "og at det i en som er av på for med den til ikke et om har de var fra vi kan skal eller men seg så også"
        " ved når over etter ble være",
        "fi": "ja on ei se että oli hän en mutta ovat myös kun joka tai sen ole jotka kuin vain sekä niin mukaan voi"
        " ovat tämä olla",
        "pl": "i w na z do nie się że jest to o jak za od po przez dla są przy ale oraz jego który które która ma być"
        " tym tego ich",
        "cs": "a v na se je že s z do o i to ve jako za k od po pro není by ale jsou které který která jeho být při"
        " jejich",
        "ro": "și de la în a cu pe din că nu pentru este care mai un o se au sunt fi prin sau ca dar lui fost",
        "hu": "a az és hogy nem is egy ez meg van volt azt ha de csak el kell már még vagy mint ezt lehet szerint",
        "tr": "ve bir bu için da de ile olarak çok daha olan gibi en ne var kadar değil ama sonra göre ya hem",
        "id": "yang dan di dari untuk dengan pada ini dalam tidak adalah oleh akan atau itu ke telah juga sebagai"
        " dapat",
        "ru": "и в не на что с по к как это из у за от для о но то же так его а бы мы они также или при",
        "uk": "і в не на що з по до як це та у за від для про але його й ми вони також або при є був",
        "bg": "и в на да се за не от са с че е по като но или при това който които",
        "sr": "и у на је да се за не од су са који као али или што није",
        "sw": "ya na wa kwa katika ni la za kuwa hiyo cha kama au lakini yake hii pia",
    }.items()
}
