//! Likeness and comparison in other languages, also those without spaces between words.

use std::sync::Arc;

use variorum::alignment::EditKind;
use variorum::analysis::{Settings, analyze, compare};
use variorum::corpus::{Corpus, DocumentId, ReadSettings, read_bytes};
use variorum::progress::Progress;

/// A language with an article, the words that an editor changed in it, and another story.
struct Story {
    language: &'static str,
    article: &'static str,
    changed: (&'static str, &'static str),
    other: &'static str,
}

const STORIES: [Story; 5] = [
    Story {
        language: "zh",
        article: "港口谈判破裂\n\n周二晚间，港口工人与市政府的谈判在九个小时后破裂，双方没有约定新的日期。\n\n\
                  市长表示，她原本希望在夏天之前达成协议，但工人拒绝了最后的提议。\n\n\
                  工人要求分享三月份提高的费用，港口方面则说今年无力支付这笔钱。\n\n渡轮服务将从周四起停止，鱼市也会关闭。\n",
        changed: ("九个小时", "十一个小时"),
        other: "天文台发现新彗星\n\n北方天文台的研究人员昨天宣布，他们在夜空中发现了一颗明亮的新彗星。\n\n\
                学校的孩子们将在下个月用望远镜观察它，老师们已经准备好了课程。\n",
    },
    Story {
        language: "ja",
        article: "港の交渉が決裂\n\n港湾労働者と市の交渉は火曜日の夜、九時間に及んだ末に決裂し、次の日程は決まらなかった。\n\n\
                  市長は夏までに合意したいと考えていたが、労働者側は最後の提案を拒否したと述べた。\n\n\
                  労働者は三月に引き上げられた料金の一部を求めているが、港は今年は支払えないとしている。\n\n\
                  フェリーは木曜日から運休し、魚市場も閉鎖される見通しだ。\n",
        changed: ("九時間", "十一時間"),
        other: "天文台が新しい彗星を発見\n\n北の天文台の研究者たちは昨日、夜空に明るい新しい彗星を見つけたと発表した。\n\n\
                学校の子どもたちは来月、望遠鏡でそれを観察する予定で、先生たちは授業の準備を終えている。\n",
    },
    Story {
        language: "th",
        article: "การเจรจาท่าเรือล้มเหลว\n\nการเจรจาระหว่างคนงานท่าเรือกับเทศบาลล้มเหลวเมื่อคืนวันอังคารหลังจากคุยกันเก้าชั่วโมง\n\n\
                  นายกเทศมนตรีกล่าวว่าเธอหวังจะตกลงกันได้ก่อนฤดูร้อน แต่คนงานปฏิเสธข้อเสนอสุดท้าย\n\n\
                  เรือข้ามฟากจะหยุดให้บริการตั้งแต่วันพฤหัสบดี และตลาดปลาจะปิดด้วย\n",
        changed: ("เก้าชั่วโมง", "สิบเอ็ดชั่วโมง"),
        other: "หอดูดาวพบดาวหางดวงใหม่\n\nนักวิจัยของหอดูดาวทางเหนือประกาศเมื่อวานนี้ว่าพบดาวหางสว่างดวงใหม่บนท้องฟ้า\n\n\
                เด็กนักเรียนจะได้ดูด้วยกล้องโทรทรรศน์ในเดือนหน้า ครูเตรียมบทเรียนไว้แล้ว\n",
    },
    Story {
        language: "ru",
        article: "Переговоры в порту сорваны\n\nПереговоры портовых рабочих с мэрией сорвались во вторник вечером после \
                  девяти часов, новая дата не назначена.\n\nМэр заявила, что надеялась на соглашение до лета, но рабочие \
                  отвергли последнее предложение.\n\nРабочие требуют долю от сборов, повышенных в марте, а порт говорит, что \
                  в этом году платить не может.\n\nПаромы остановятся с четверга, рыбный рынок закроется.\n",
        changed: ("девяти часов", "одиннадцати часов"),
        other: "Обсерватория открыла комету\n\nИсследователи северной обсерватории объявили вчера, что нашли в ночном небе \
                яркую новую комету.\n\nШкольники увидят её в телескоп в следующем месяце, учителя подготовили уроки.\n",
    },
    Story {
        language: "ar",
        article: "انهيار محادثات الميناء\n\nانهارت المحادثات بين عمال الميناء والبلدية مساء الثلاثاء بعد تسع ساعات من دون \
                  تحديد موعد جديد.\n\nوقالت رئيسة البلدية إنها كانت تأمل في التوصل إلى اتفاق قبل الصيف لكن العمال رفضوا العرض \
                  الأخير.\n\nويطالب العمال بحصة من الرسوم التي رفعت في مارس، وتقول إدارة الميناء إنها لا تستطيع الدفع هذا \
                  العام.\n\nوستتوقف العبارات اعتبارا من الخميس وسيغلق سوق السمك.\n",
        changed: ("تسع ساعات", "إحدى عشرة ساعة"),
        other: "مرصد يكتشف مذنبا جديدا\n\nأعلن باحثون في المرصد الشمالي أمس أنهم عثروا على مذنب جديد ساطع في سماء الليل.\n\n\
                وسيشاهده تلاميذ المدارس بالمنظار في الشهر المقبل، وقد أعد المعلمون الدروس.\n",
    },
];

#[test]
fn an_edited_copy_is_found_and_its_change_shown() {
    for story in &STORIES {
        let (before, after) = story.changed;
        assert!(story.article.contains(before), "{}", story.language);
        let copy = story.article.replace(before, after);
        let texts = [("a.txt", story.article), ("b.txt", copy.as_str()), ("c.txt", story.other)];
        let documents = texts.map(|(path, text)| {
            let read = read_bytes(path, text.as_bytes(), &ReadSettings::default());
            read.into_iter().next().expect("one answer").expect("it is read")
        });
        for document in &documents {
            let language = document.metadata.language.as_ref().map(|language| language.value.as_str());
            assert_eq!(language, Some(story.language), "{}", document.text);
        }
        let corpus = Arc::new(Corpus::from_documents(documents));
        let progress = Progress::new();
        let analysis = analyze(&corpus, &Settings::default(), &progress).expect("nobody cancels");
        let (a, b, c) = (DocumentId(0), DocumentId(1), DocumentId(2));
        let pair = analysis.matrix.pair(a, b).unwrap_or_else(|| panic!("{}: the copy is not found", story.language));
        assert!(pair.containment_a_in_b > 0.7, "{}: {pair:?}", story.language);
        for id in [a, b] {
            let chance = analysis.matrix.pair(id, c).map_or(0.0, |pair| pair.containment_a_in_b);
            assert!(chance < 0.3, "{}: {chance} with another story", story.language);
        }
        let shown = compare(&analysis, a, b, &progress).expect("nobody cancels").alignment;
        // The law: what is not equal lies around the changed words, on both sides.
        let at = story.article.find(before).expect("checked above");
        let mut differs = 0;
        for edit in shown.edits.iter().filter(|edit| edit.kind != EditKind::Equal) {
            differs += edit.a.len();
            let is_near = edit.a.start() + 48 >= at && edit.a.end() <= at + before.len() + 48;
            assert!(is_near, "{}: {:?}", story.language, edit.a.slice(story.article));
        }
        assert!(differs > 0 && differs <= 4 * before.len(), "{}: {differs} bytes differ", story.language);
    }
}
