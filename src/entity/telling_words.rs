//! The words that tell of names beside them and in them: closed classes of English, and some of its neighbours.

pub(super) const TITLES: &str = "mr mr. mrs mrs. ms ms. miss dr dr. doctor sir dame lord lady baron baroness count \
    prince princess king queen emperor sultan sheikh sheik emir pope cardinal archbishop bishop rev rev. reverend \
    father imam ayatollah rabbi mullah mufti maulana president vice-president premier chancellor minister secretary \
    senator sen sen. rep rep. representative congressman congresswoman governor gov gov. mayor ambassador envoy \
    spokesman spokeswoman spokesperson judge justice general gen gen. lieutenant lt lt. colonel col col. major maj \
    maj. captain capt capt. sergeant sgt sgt. admiral adm adm. marshal commander chief director chairman chairwoman \
    chairperson professor prof prof. coach analyst striker midfielder defender goalkeeper winger forward pitcher \
    quarterback skipper manager champion actor actress singer author writer poet leader dictator coroner detective \
    inspector superintendent sheriff attorney lawyer economist dealer trader brother sister uncle aunt saint st. \
    madame monsieur señor sr. lt.-gen. brig. brigadier cpl. corporal private pvt. treasurer commissioner councillor \
    deputy hon. messrs. first-lady assemblyman trainer referee umpire jockey driver rider sprinter swimmer boxer \
    golfer seed top-seed wife husband son daughter";
pub(super) const ORGANISATION_HEADS: &str = "ministry department agency bureau office commission committee council \
    board court tribunal parliament congress senate assembly party front movement union league federation association \
    society institute institution foundation university college academy school hospital centre center bank fund \
    exchange company corporation group holdings industries enterprises partners associates airlines airways motors \
    electronics telecom communications pharmaceuticals laboratories insurance securities capital investments ventures \
    systems technologies technology software networks media broadcasting television radio news press times post \
    journal tribune gazette herald daily weekly magazine newspaper authority administration service services corps \
    army navy force forces guard brigade brigades battalion regiment division command police club team united city \
    county rovers wanderers athletic orchestra choir church organization organisation alliance coalition \
    confederation conference network trust consortium cooperative observatory laboratory lab directorate secretariat \
    inspectorate cabinet government chamber guild order brotherhood militia jihad watch international initiative \
    project program programme studios records pictures entertainment restaurant stores supermarkets brewery steel oil \
    petroleum gas energy power electric chemical mining minerals gold resources rail railways shipping lines \
    logistics airport treasury customs knesset duma faculty seminary museum library theatre theater gallery zoo \
    cathedral mission verification organizations organisations platform assurance foods aviation aerospace brands \
    builders cement chemicals clinic coal collective commando commandos copper credit dairy dynamics engineering \
    equities estates express farms ferries finance financial food freight gaming global health healthcare homes \
    hotels infrastructure innovations instruments interactive labs leasing life lifesciences management manufacturing \
    marine maritime materials medical metals mills mobile music offshore organics packaging paper pharma \
    pharmaceutical photonics pipelines plastics postal printing productions products promotions properties publishers \
    publishing realty refining research retail robotics rubber savings sciences semiconductor semiconductors shipyard \
    solar solutions space sports steelworks storage studio supply telco telecoms telegraph telephone textiles \
    therapeutics tire tobacco tourism toys trading transit transport transportation travel trucking trucks utilities \
    vaccines water wines wireless works airline airports archives archive survey panel presidency registry registrar \
    ombudsman observers volunteers veterans workers teachers nurses farmers growers producers employers journalists \
    lawyers doctors rights council-general consulate embassy legislature jirga majlis constabulary patrol guards \
    troops rangers marines hussars fusiliers";
pub(super) const COMPANY_SUFFIXES: &str = "inc inc. corp corp. co co. ltd ltd. plc llc llp lp s.a. sa ag gmbh n.v. nv \
    b.v. bv spa s.p.a. ab oy oyj asa a/s kk k.k. bhd berhad sdn pty pte limited incorporated corporation company bros \
    bros. cos. holdings holding group kgaa se sarl sarl. srl pjsc ojsc jsc tbk";
pub(super) const PLACE_HEADS: &str = "river lake mount mountain mountains sea ocean bay gulf strait island islands \
    isle peninsula cape valley desert forest canyon province county district state region territory city town village \
    street avenue road boulevard square park bridge airport base stadium palace castle harbor harbour port beach \
    hills heights coast canal dam falls creek springs point plaza prison camp fort hall house tower station highway \
    suburb oblast prefecture governorate st. ave. rd. blvd. crossing zone range plateau volcano glacier reef delta \
    basin arena field grounds oval raceway speedway circuit garden gardens cemetery residence villa estate mansion \
    manor retreat resort monastery abbey shrine temple tomb hotel inn mall mine refinery reservoir wharf pier quay \
    parish borough municipality township ward bazaar souk memorial monument trail pass ridge cove lagoon swamp marsh \
    woods grove moor mesa butte bluff gorge shelf trench rapids atoll archipelago keys cays fjord sound inlet channel \
    junction pavilion coliseum dome velodrome gymnasium racecourse racetrack observatory lighthouse rue via piazza \
    strasse straße platz avenida calle rua rio río lac lago mont monte isla île ilha costa sierra cerro playa praia \
    puerto porto bahia bahía jebel wadi tell bab deir beit khan ain kuh pulau gunung sungai bukit kampung phnom koh \
    nakhon kota ulan port-au los las";
pub(super) const EVENT_HEADS: &str = "cup war games olympics championship championships open tournament prize award \
    awards act treaty accord accords agreement protocol convention hurricane storm typhoon cyclone day festival grand \
    prix series bowl conference summit crisis revolution uprising scandal affair operation plan trophy classic \
    masters tour marathon race derby bill law constitution declaration resolution pact";
pub(super) const CLUB_WORDS: &str = "fc afc sc cf ac as ud cd sv vfl vfb tsv fk nk hk bk if ik united city rovers \
    wanderers athletic town county albion rangers hotspur villa forest palace wednesday orient argyle dynamo dinamo \
    spartak cska lokomotiv real sporting racing olympique atletico inter deportivo borussia hertha eintracht fortuna";
pub(super) const CALENDAR: &str = "january february march april may june july august september october november \
    december jan feb mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec. \
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun christmas easter ramadan \
    spring summer autumn winter today tomorrow yesterday";
pub(super) const PARTICLES: &str = "de la le du des del della di da do dos van von der den ten ter bin ibn al el ul \
    ur abu ben bint ash as-s y e zu zum af av st san santa saint es ap ng wad";
pub(super) const CONNECTORS: &str = "of the and for in on at to de la le du des del della di da do dos van von der \
    den ten ter bin ibn al el ul ur y e zu af av against with d' l' a & es ap ng et und och upon dei delle degli";
pub(super) const SPEECH: &str = "said says say told tells added adds asked asks replied announced argued claimed \
    declared denied explained insisted noted observed recalled reported stated stressed suggested warned wrote writes \
    according commented concluded predicted testified acknowledged admitted believes believed thinks thought";
pub(super) const FUNCTION: &str = "the a an and or but if in on at of to for from by with as is are was were be been \
    has have had will would can could may might must should shall do does did not no nor so than that this these \
    those there here it its he his him she her hers they their them we our us you your i me my who whom whose which \
    what when where why how all any both each few more most other some such only own same too very just also after \
    before during while until since because although though under over between through into about against out up down \
    off again then once yet still even however meanwhile among despite unlike amid per via like now many much several \
    another every either neither new old first last next two three four five six seven eight nine ten one";
pub(super) const TRADES: &str = "shares stock shareholders profit profits earnings revenue sales maker producer \
    manufacturer giant subsidiary unit firm analysts quarter acquisition merger stake bid brand retailer carrier \
    airline lender bank brokerage union party group club newspaper agency network chain operator rebels militants \
    fighters gunmen employees workers members officials executives spokesman spokeswoman chairman chief president \
    director";
pub(super) const SPORTS: &str = "soccer football tennis rugby cricket golf basketball baseball hockey athletics \
    cycling boxing skiing swimming badminton squash volleyball handball wrestling snooker motor grand prix match \
    matches game games goal goals scored scorer scorers striker midfielder defender goalkeeper coach referee halftime \
    half-time season league division championship championships tournament cup round final finals semifinal \
    semifinals semi-final quarterfinal qualifier qualifying standings results attendance points penalty kick innings \
    wicket wickets overs runs batsman bowler test homer homered pitcher inning touchdown quarterback rebounds playoff \
    playoffs seeded seed sets stage race lap laps metres title champion champions winner beat beaten defeated defeat \
    victory draw drew team teams squad club clubs players player played win wins won lost tied stadium olympic medal \
    premiership skipper captain captained fixture fixtures pitch winger wingers full-back fly-half scrum-half prop \
    flanker hooker centre-half centre-back keeper wicketkeeper all-rounder strikers midfielders defenders header \
    headed volleyed free-kick offside booked substitute substituted bench dugout equaliser equalised equalizer \
    relegation relegated aggregate shootout shoot-out extra-time injury-time hamstring groin knee sidelined try tries \
    conversion converted lineout sprinter sprint sprints hurdles relay javelin indoor indoors heats heptathlon \
    decathlon pole-vault unseeded wildcard serve backhand forehand tie-break singles doubles pitched reliever \
    bullpen shutout strikeouts hitter homers rbi three-pointer touchdowns interception fumble puck goaltender assists \
    batting bowling batted unbeaten lbw jockey furlongs lapped podium medallist medalist olympics athlete athletes \
    sprinting marathon cup-tie derby scoreless goalless comeback rival rivals coached sporting fans supporters";
pub(super) const BUSINESSES: &str = "shares share stock stocks profit profits loss net earnings revenue revenues revs \
    sales quarter analyst analysts investors market markets percent pct billion bln mln company companies firm \
    dividend bid merger acquisition takeover stake bonds bond yield yields futures traders trader dealers dealer bank \
    banks prices price exchange index rates dollar yen mark euro crude barrel tonnes deal unit chief executive ceo \
    ipo shareholders forecast rating ratings debt loan lender maker producer output plant";
/// What a body is called when it is not called by its name: "the carmaker Skoda", "Skoda, a carmaker".
pub(super) const ORGANISATION_NOUNS: &str = "company companies firm group conglomerate giant maker manufacturer \
    producer carmaker automaker drugmaker chipmaker planemaker shipbuilder steelmaker brewer distiller airline \
    carrier bank lender broker brokerage insurer retailer grocer chain supermarket operator builder developer miner \
    refiner utility supplier distributor publisher newspaper daily weekly tabloid magazine journal broadcaster \
    channel network station agency newswire website blog portal startup start-up subsidiary affiliate unit division \
    consortium cooperative co-operative charity foundation nonprofit non-profit ngo party faction movement alliance \
    coalition union federation confederation association league club team side franchise band orchestra ensemble \
    choir duo trio quartet label studio university college school institute think-tank thinktank laboratory regulator \
    watchdog ministry department authority commission committee council court tribunal parliament legislature \
    assembly chamber militia army rebels guerrillas insurgents militants separatists jihadists gang cartel syndicate \
    brigade regiment battalion corporation brewery winery restaurant bourse exchange fund investor contractor \
    consultancy consultant platform provider society organisation organization body firms banks";
/// What a place is called.
pub(super) const PLACE_NOUNS: &str = "city town village hamlet suburb district province region county state country \
    nation island islands islet river stream lake mountain peak volcano valley desert bay port harbour harbor capital \
    resort neighborhood neighbourhood township municipality commune parish borough settlement area peninsula coast \
    sea strait republic kingdom emirate territory enclave airport airfield stadium arena park square street avenue \
    bridge camp prison jail base mine dam forest hotel border crossing canyon reef glacier archipelago oasis quarter \
    ward plateau";
/// What a person is called, beside the titles.
pub(super) const PERSON_NOUNS: &str = "man woman boy girl resident farmer teacher student pupil fisherman nurse \
    father mother grandmother grandfather grandson granddaughter nephew niece cousin widow widower founder co-founder \
    cofounder owner head researcher scientist activist politician lawmaker legislator novelist painter architect \
    composer conductor pianist violinist guitarist drummer bassist chef engineer chemist physicist biologist \
    historian shopkeeper winner executive veteran native candidate victim suspect gunman batsman bowler paceman \
    goalscorer designer journalist reporter correspondent photographer filmmaker playwright dancer model entrepreneur \
    billionaire banker broker surgeon physician priest monk nun pilot astronaut officer soldier policeman constable \
    who he she himself herself aged";
/// What a work, a product, a ship, an event or a beast is called.
pub(super) const THING_NOUNS: &str = "ship vessel ferry tanker freighter trawler yacht boat frigate destroyer \
    submarine icebreaker film movie novel book album song single opera play symphony ballet poem painting sculpture \
    series show drama sitcom musical game videogame software app browser drug vaccine medicine aircraft jet airliner \
    helicopter missile rocket spacecraft satellite probe telescope tournament race festival prize award trophy law \
    bill act treaty agreement accord pact operation programme program project model car truck suv sedan phone \
    smartphone tablet console device virus bacterium species strain language dialect dog horse cat storm hurricane \
    typhoon cyclone scheme code";
/// Capitals that stand for common words: no names, but readings that know no better take them for firms.
pub(super) const ABBREVIATIONS: &str = "am pm a.m. p.m. tv dvd cd cds gdp gnp cpi ppi pmi ipo ipos etf etfs ceo ceos \
    cfo coo cto cio vp mp mps mep meps msp mla mpp mna td phd ph.d. ma m.a. ba b.a. mba md m.d. qc kc jd dna rna mrna \
    hiv aids sars mers covid covid-19 adhd ptsd ivf co2 lng lpg ngo ngos ngl ai vr pc pcs usb gps sms html http https \
    www url urls xml pdf api faq id ids ok rip sos vip diy vat gst apr aprs ebitda ebit eps yoy bps m&a r&d pr hr q&a \
    q1 q2 q3 q4 h1 h2 fy ko tko mvp mvps rbi rbis era qb tds pts gp pen og odi odis t20 xi dj mc emt cpr icu er dui \
    swat ufo ufos gmo gmos led lcd atm atms suv suvs atv hov mph kph mpg rpm bst gmt utc est edt cst pst ist cet usd \
    eur gbp jpy chf aud cad nzd cny rmb inr sek nok dkk bc ad bce ce ii iii iv vi vii viii ix xii xiii xiv xv xvi \
    lgbt lgbtq bdsm sats gpa ged ppe pcr bmi cctv ied ieds icbm icbms wmd wmds rpg rpgs pow pows mia awol hq dm pov \
    rov vm iot llm llms gpu cpu ram pdt irc wiki jr sr esq hmo hmos k-12 obgyn mri ct ekg asap fyi rsvp tba n/a ppm \
    kwh mw gw gui guis ddos dos mms sim nfc isp isps rss hdmi jpeg png gif mp3 mp4 cfa r&b";
/// What papers and stations are called by, with a place before it: "Windsor Star".
pub(super) const MEDIA_HEADS: &str = "star sun mirror chronicle observer standard examiner inquirer enquirer bulletin \
    courier dispatch register sentinel telegram telegraph advocate argus mercury mail express independent guardian \
    record review globe ledger monitor pioneer republic republican statesman voice digest leader echo democrat \
    intelligencer picayune bee eagle free-press news-press gazeta gazete zeitung anzeiger kurier tidende dagbladet \
    tageblatt corriere giornale gazzetta diario periodico jornal folha estado nacion tiempo pais mundo soir figaro \
    monde parisien depeche nouvelles presse press today week world business fm am tv radiotelevision televizija \
    televisie rundfunk";
/// Heads of the names of bodies in other languages that newswire leaves as they are.
pub(super) const FOREIGN_HEADS: &str = "banka banco banque bank bankası bancorp caisse caja cassa kasse partido \
    partito parti partei partij stranka partija frente front ministerio ministère ministero ministerium ministerstvo \
    universidad universidade università université universität universiteit universitet uniwersytet üniversitesi \
    instituto institut istituto instytut gesellschaft gmbh verband verein bund vereinigung fundación fundação \
    fondation fondazione stiftung stichting fundacja radio televisión televisão rai sindicato sindacato confederación \
    confederação federación federação fédération federazione asociación associação associazione związek unión união \
    unione compañía companhia compagnie compagnia società sociedad sociedade société cooperativa cámara câmara \
    chambre camera kammer museo musée museu muzeum orquesta orchestre orchester teatro théâtre teatr escuela école \
    escola scuola lycée liceo liceu colegio colégio hochschule akademie academia académie accademia akademia rada \
    sejm senado sénat senato bundestag bundesrat landtag nationalrat storting riksdag folketing eduskunta saeima \
    seimas riigikogu sabor skupština skupstina vouli boule cortes congreso congresso asamblea assembleia assemblée \
    assemblea parlament parlamento parlement polizei policía polizia polícia policie politie ejército armée esercito \
    exército consejo conselho conseil consiglio rat tribunal corte cour tribunale gericht hof agencia agência agence \
    agenzia agentur agencja ente oficina bureau ufficio grupo groupe gruppo gruppe grupa werke werk ferrocarriles \
    ferroviaria chemins ferrovie bahn bahnen železnice aerolíneas aerolineas aviación aviacion aviazione líneas \
    lineas linhas linee petróleos petroleos petrolera energía energia énergie electricidad électricité elettrica \
    minera minería cemento cementos ingenios azucarera editorial éditions edizioni editora verlag casa maison haus \
    hermanos frères fratelli gebrüder söhne hijos fils figli zveza savez liga ligue lega";
