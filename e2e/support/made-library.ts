/** Lists of papers, as readers paste them. */
export const bibtex = `
@string{journal = "Journal of Things"}
@comment{made by a program}
@misc{one, title={Attention {Is} All {\\"Y}ou Need}, eprint={1706.03762}, archivePrefix={arXiv}}
@article{two,
  title = "A second paper of {\\'E}milie",
  journal = {arXiv preprint arXiv:2601.05231},
  doi = {10.1145/1234567.89}
}
@article{three, title = {unclosed
@inproceedings{four: a name, title={By title alone: $x^2$ holds}}
@misc{five, url={https://arxiv.org/abs/math/0501001v2}}
@misc{, title={Without a name}}
@misc(six, title={In round brackets})
`;

export const ris = `TY  - JOUR
TI  - A title in RIS
DO  - 10.1000/abc
ER  -
TY  - UNPB
T1  - Another one
UR  - https://arxiv.org/pdf/2601.05232v1
ER  - `;

export const lines = `2601.05233 arXiv:2601.05234v2, https://arxiv.org/abs/2601.05235
https://hub.example/papers/q-abcd1234
https://hub.example/papers/2601.05236#comment-4 https://hub.example/papers/2601.05237.bib?x=1
  https://doi.org/10.1145/99.1
A title of several words

???`;
