import { stemOf } from '../../text/words.ts';

/* Words that students and lecturers use for the same. A line that has another word of a group is found, for a little less. */
const groups = `
homework,assignment,problem set,exercise,coursework,task,sheet
exam,examination,test,midterm,final,quiz
due,deadline,hand in,submit,turn in,in by,until,before,latest
room,place,building,auditorium,hall,where
sign up,register,enrol,signup,join,put your name
essay,paper,report,write-up,writeup,article
begin,start
find,discover,found,see,saw
invent,build,make,create,develop,propose,introduce,think up,come up,set up,write,design,publish,found
cancel,skip,no lecture
move,change,shift,postpone
purpose,function,role,job,for
contain,hold,carry,have,consist,made
destroy,kill,burst,break
throw,drop,discard
take,last,long,minute,hour
percent,per cent,share,proportion,ratio,%
about,around,roughly,approximately
speed,fast,rate
big,large,size
thick,thin,wide
forbid,not allowed,allow,may,can,permit,bring
phone,mobile
job,work
people,person,citizen
money,cash,pound,dollar
rise,increase,grow,go up,quadruple,double
fall,decrease,shrink,drop,decline
joblessness,unemployment,jobless
swallow,engulf,take in
computer,laptop,machine
film,movie,documentary,video
speaker,visitor,guest
website,site,page,web
meeting,session
difference,contrast,whereas,other hand
professor,teacher,lecturer
ta,teaching assistant
reject,turn down
damage,break,broken
half,50
limit,no more,at most,count
dead,death,die
address,where
answer,reply
error,mistake
bus,coach,minibus
trip,visit,excursion,fieldwork,field trip,field,outing
waste,trash,rubbish,garbage,litter
digest,break down,breaks down
ball,sphere,globe
valid,run out,expire,last
penalty,lose,deduct,late
wear,shoe,boot,coat,glove,clothes,helmet,waterproof,jacket
food,lunch,snack,meal,drink
team,group,partner
mark,grade,point,score
mac,macbook,apple
read,chapter,article,page
note,page,sheet,handwritten
book,textbook
return,give back,get back
collect,hand in,gather
leave,depart,set off,go
happen,occur,take place
cause,lead to,because,reason
cheap,cost,price,fee,pay
need,require,have to
wrong,error,false
start,begin,found
clever,smart
quick,fast
show,reveal,demonstrate
prove,proof,show
doctor,physician
kid,child
car,vehicle
illness,disease,sick
house,home,dwelling
old,ancient
end,finish,over
`;
const chineseGroups = `
作业 习题 练习 任务 题
考试 测验 小测 考 统考
截止 之前 以前 最晚 交
教室 地点 楼 室
报名 登记
论文 报告 作文
发明 提出 想出 发现 创 首创 设计 写出
证明 证
开始 起 开头
取消 停 不上
改 换 调 补 移
视频 录像 影片 电影
准备 带 装 预习
作用 用来 用于 为了 好处
理解 就是 意思
死 死了 死的 去世 牺牲 病死 病逝
赔 赔款 赔偿
约等于 大约 左右 大概
小抄 纸 手写
软件 环境 程序
大 高 多
组 小组 人一组
占 百分之
分 扣 零分
缩写 简称
皇帝 总统
建 成立 设立 创办 办
废除 取消 没了
港口 口岸
销毁 烧 毁
鸦片 烟
地震 天灾
汇报 发言 展示
电子版 网上
办公室 办公时间 答疑
改期 改到 补
满 装填 超过
找 查找 比较
最多 至多
带 自备 备好 携带
书 课本 教材
符号 记号
古老 最老 最早
看见 看到 发现
钱 费用 元
哈希 散列
分组 组队
集合 出发
汇报 展示 演讲
改 换到 调到 挪到
原因 因为 所以 由于
去世 逝世 病故
建 建造 建成 修建
下载 装 安装
去哪 地点 集合
迟交 晚交 晚一天 扣
单子 表 表格 签字单
多久 小时 分钟
喝 咖啡因
睡觉 睡眠
`;

const byTerm = new Map<string, Set<string>>();
const add = (terms: readonly string[]): void => {
	for (const term of terms) byTerm.set(term, new Set([...(byTerm.get(term) ?? []), ...terms]));
};
for (const group of groups.trim().split('\n'))
	add(
		group.split(',').map((words) => (words.includes(' ') || !/[a-z]/u.test(words) ? words : stemOf(words)))
	);
for (const group of chineseGroups.trim().split('\n')) add(group.split(' '));

/** Other words for a term: stems, or phrases as they stand in a text. */
export const synonymsOf = (term: string): ReadonlySet<string> => byTerm.get(term) ?? new Set();
