/** Vietnamese family names, with and without their accents, in lower case. */
export const vietnameseSurnames = words(
  "nguyen nguyễn tran trần le lê pham phạm hoang hoàng huynh huỳnh phan vu vũ vo võ dang đặng bui bùi do đỗ ho hồ ngo ngô",
  "kieu kiều to tô duong dương ly lý han hàn luong lương dinh đinh trinh trịnh doan đoàn mai dao đào ta tạ truong trương cao lam lâm ha hà",
);

const chineseAndKoreanSurnames = words(
  "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie tang xu deng feng",
  "cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao lu cui zhong tan fan jin shi",
  "jia xia fu fang zou xiong bai meng qin qiu hou jiang yin xue yan lei qian dai he hao gong shao wan qiao kong mao chang",
  "shi gu lai kang wan duan zhan mo shu ouyang zhuang ji hong niu ge lian ling pang chan chow cheung wong ng lau leung yip",
  "kwok tsang chiu tam lui fung chu tse tsai hsu hsieh kuo chiang yeh chou hsiao soh teo goh ong koh lim tay ang chua toh",
  "kim lee park choi jung kang cho yoon jang lim han oh seo shin kwon hwang ahn song yoo hong jeon ko moon son bae baek heo",
  "nam noh ha joo chung rhee yi jeong ryu min cha mun jhun tung",
);

/**
 * Whether a word is a family name where "Van", "Le", "Bin" or "De" before it is a given name and no particle: the family
 * name of "Anh Van Nguyen" is Nguyen, that of "Seok Bin Son" is Son.
 */
export function isAsianSurname(word: string): boolean {
  const folded = word.toLowerCase();
  return vietnameseSurnames.has(folded) || chineseAndKoreanSurnames.has(folded);
}

function words(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}
