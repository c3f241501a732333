//! *dashboard*: 200 independent numbers.

use crate::workload::{Operation, State, tracked_and_plain};
use slotwise::{View, h_file};

macro_rules! dashboard {
    ($($metric:ident)*) => {
        tracked_and_plain! {
            /// The state of the page.
            #[derive(Clone)]
            pub struct Dashboard {
                $($metric: Of<u32>,)*
            }

            impl Dashboard {
                /// The numbers in order.
                pub fn metrics(&self) -> [&u32; 200] {
                    [$(&self.$metric,)*]
                }

                fn metrics_mut(&mut self) -> [&mut u32; 200] {
                    [$(&mut self.$metric,)*]
                }
            }

            impl State for Dashboard {
                const WORKLOAD: &'static str = "dashboard";

                const OPERATIONS: &'static [Operation<Dashboard>] = &[
                    Operation::new("change_1", |dashboard| dashboard.m100 = 701_u32.into()),
                    Operation::new("change_all", |dashboard| {
                        dashboard.metrics_mut().into_iter().for_each(|metric| *metric += 1);
                    }),
                    Operation::new("no_change", |_| {}),
                ];

                fn first() -> Dashboard {
                    let mut numbers = (0..200_u32).map(|i| 7 * i);
                    let mut next = || numbers.next().expect("there are 200 of them");
                    Dashboard { $($metric: next().into(),)* }
                }

                fn view(&self) -> impl View {
                    h_file!("dashboard.html")
                }

                fn by_hand(&self, out: &mut String) {
                    for (i, metric) in self.metrics().into_iter().enumerate() {
                        let number = itoa::Buffer::new().format(i).to_owned();
                        out.push_str(if i == 0 { "<div class=\"metric\" id=\"m" } else { "\n<div class=\"metric\" id=\"m" });
                        out.push_str(&number);
                        out.push_str("\"><span class=\"name\">Metric ");
                        out.push_str(&number);
                        out.push_str("</span><b class=\"value\">");
                        out.push_str(itoa::Buffer::new().format(*metric));
                        out.push_str("</b></div>");
                    }
                }
            }
        }
    };
}

dashboard! {
    m0 m1 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12 m13 m14 m15 m16 m17 m18 m19 m20 m21 m22 m23
    m24 m25 m26 m27 m28 m29 m30 m31 m32 m33 m34 m35 m36 m37 m38 m39 m40 m41 m42 m43 m44 m45
    m46 m47 m48 m49 m50 m51 m52 m53 m54 m55 m56 m57 m58 m59 m60 m61 m62 m63 m64 m65 m66 m67
    m68 m69 m70 m71 m72 m73 m74 m75 m76 m77 m78 m79 m80 m81 m82 m83 m84 m85 m86 m87 m88 m89
    m90 m91 m92 m93 m94 m95 m96 m97 m98 m99 m100 m101 m102 m103 m104 m105 m106 m107 m108
    m109 m110 m111 m112 m113 m114 m115 m116 m117 m118 m119 m120 m121 m122 m123 m124 m125
    m126 m127 m128 m129 m130 m131 m132 m133 m134 m135 m136 m137 m138 m139 m140 m141 m142
    m143 m144 m145 m146 m147 m148 m149 m150 m151 m152 m153 m154 m155 m156 m157 m158 m159
    m160 m161 m162 m163 m164 m165 m166 m167 m168 m169 m170 m171 m172 m173 m174 m175 m176
    m177 m178 m179 m180 m181 m182 m183 m184 m185 m186 m187 m188 m189 m190 m191 m192 m193
    m194 m195 m196 m197 m198 m199
}
