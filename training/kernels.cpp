// CPU kernels for training: causal attention with rotary positions and grouped heads, RMSNorm, SwiGLU, softmax loss.
// bf16 values, float32 sums, AVX-512 BF16. Head size 64, lengths a multiple of 64, widths of 16. Built by cpu_ops.py.
#include <immintrin.h>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>
#include <omp.h>
typedef uint16_t bf;
static inline __m512 ld(const bf* p) { return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i*)p)), 16)); }
static inline __m256i cv(__m512 x) { return (__m256i)_mm512_cvtneps_pbh(x); }
static inline void st(bf* p, __m512 x) { _mm256_storeu_si256((__m256i*)p, cv(x)); }
static inline float f1(bf x) { uint32_t u = (uint32_t)x << 16; float f; memcpy(&f, &u, 4); return f; }
static inline bf b1(float f) { uint32_t u; memcpy(&u, &f, 4); return (u + 0x7fff + ((u >> 16) & 1)) >> 16; }
static inline __m512 ex(__m512 x) {                       // e^x, relative error about 2e-6
    __m512 y = _mm512_mul_ps(_mm512_max_ps(x, _mm512_set1_ps(-87.f)), _mm512_set1_ps(1.44269504f)), n = _mm512_roundscale_ps(y, 8), f = _mm512_sub_ps(y, n), p = _mm512_set1_ps(1.3333558e-3f);
    p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(9.6181291e-3f)); p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(5.5504109e-2f)); p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(2.4022651e-1f));
    p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(6.9314718e-1f)); p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(1.f)); return _mm512_scalef_ps(p, n);
}
// C[M x N] (+)= A[M x K] * B; B packed in panels of 64 columns: [N/64][K/2][64] pairs along K.
template <int R> static inline void tile(const bf* A, int lda, const int32_t* B, float* C, int ldc, int K2, bool acc) {
    __m512 c[R][4];
    for (int r = 0; r < R; r++) for (int v = 0; v < 4; v++) c[r][v] = acc ? _mm512_loadu_ps(C + (size_t)r * ldc + 16 * v) : _mm512_setzero_ps();
    for (int p = 0; p < K2; p++) {
        __m512bh b[4]; for (int v = 0; v < 4; v++) b[v] = (__m512bh)_mm512_loadu_si512(B + p * 64 + 16 * v);
        for (int r = 0; r < R; r++) { __m512bh a = (__m512bh)_mm512_set1_epi32(((const int32_t*)(A + (size_t)r * lda))[p]); for (int v = 0; v < 4; v++) c[r][v] = _mm512_dpbf16_ps(c[r][v], a, b[v]); }
    }
    for (int r = 0; r < R; r++) for (int v = 0; v < 4; v++) _mm512_storeu_ps(C + (size_t)r * ldc + 16 * v, c[r][v]);
}
static void gemm(int M, int N, int K, const bf* A, int lda, const int32_t* B, size_t panel, float* C, int ldc, bool acc) {
    for (int n = 0; n < N; n += 64, B += panel) {
        int m = 0;
        for (; m + 6 <= M; m += 6) tile<6>(A + (size_t)m * lda, lda, B, C + (size_t)m * ldc + n, ldc, K / 2, acc);
        for (; m + 4 <= M; m += 4) tile<4>(A + (size_t)m * lda, lda, B, C + (size_t)m * ldc + n, ldc, K / 2, acc);
        for (; m < M; m++) tile<1>(A + (size_t)m * lda, lda, B, C + (size_t)m * ldc + n, ldc, K / 2, acc);
    }
}
enum { D = 64, Q = 64 };
static void load(const bf* x, int ld_, int T, const float* cs, const float* sn, bf* out) {   // head rows, rotated if cs
    for (int t = 0; t < T; t++) { const bf* r = x + (size_t)t * ld_; bf* o = out + t * D;
        if (!cs) { memcpy(o, r, 2 * D); continue; }
        for (int p = 0; p < D / 2; p++) { float a = f1(r[2*p]), b = f1(r[2*p+1]), c = cs[t*D/2+p], s = sn[t*D/2+p]; o[2*p] = b1(a*c - b*s); o[2*p+1] = b1(a*s + b*c); } }
}
static void packT(const bf* x, int T, int32_t* o) {       // pairs along the head size, panels of 64 positions
    for (int t = 0; t < T; t++) for (int p = 0; p < D / 2; p++) o[(t / 64) * 32 * 64 + p * 64 + t % 64] = ((const int32_t*)(x + t * D))[p];
}
static void packR(const bf* x, int T, int32_t* o) {       // pairs along positions, one panel of 64 columns
    for (int t = 0; t < T; t += 2) for (int c = 0; c < D; c++) o[t / 2 * 64 + c] = x[t * D + c] | (int32_t)x[(t + 1) * D + c] << 16;
}
extern "C" {
void attn_fwd(const bf* qkv, bf* o, float* lse, const float* cs, const float* sn, int B, int T, int H, int KV) {
    int C = (H + 2 * KV) * D, G = H / KV; float sc = 0.125f;
    #pragma omp parallel for schedule(dynamic)
    for (int w = 0; w < B * KV; w++) {
        int b = w / KV, kv = w % KV; const bf* x = qkv + (size_t)b * T * C;
        std::vector<bf> k(T * D), v(T * D), q(T * D), P(Q * T); std::vector<int32_t> kp(T * 32), vp(T * 32); std::vector<float> S(Q * T), O(Q * D);
        load(x + (H + kv) * D, C, T, cs, sn, k.data()); load(x + (H + KV + kv) * D, C, T, 0, 0, v.data()); packT(k.data(), T, kp.data()); packR(v.data(), T, vp.data());
        for (int h = kv * G; h < (kv + 1) * G; h++) {
            load(x + h * D, C, T, cs, sn, q.data());
            for (int i = 0; i < T; i += Q) {
                int J = i + Q; gemm(Q, J, D, &q[i * D], D, kp.data(), 32 * 64, S.data(), T, false); float inv[Q];
                for (int r = 0; r < Q; r++) {
                    float* s = &S[r * T]; int n = i + r + 1; for (int j = n; j < J; j++) s[j] = -1e30f;
                    __m512 m = _mm512_set1_ps(-1e30f); for (int j = 0; j < J; j += 16) m = _mm512_max_ps(m, _mm512_loadu_ps(s + j));
                    float mx = _mm512_reduce_max_ps(m) * sc; __m512 mm = _mm512_set1_ps(mx), z = _mm512_setzero_ps();
                    for (int j = 0; j < J; j += 16) { __m512 e = ex(_mm512_fmsub_ps(_mm512_loadu_ps(s + j), _mm512_set1_ps(sc), mm)); z = _mm512_add_ps(z, e); st(&P[r * T + j], e); }
                    float zs = _mm512_reduce_add_ps(z); inv[r] = 1 / zs; lse[((size_t)b * H + h) * T + i + r] = mx + logf(zs);
                }
                gemm(Q, D, J, P.data(), T, vp.data(), 0, O.data(), D, false);
                for (int r = 0; r < Q; r++) for (int c = 0; c < D; c += 16) st(o + ((size_t)b * T + i + r) * H * D + h * D + c, _mm512_mul_ps(_mm512_loadu_ps(&O[r * D + c]), _mm512_set1_ps(inv[r])));
            }
        }
    }
}
void attn_bwd(const bf* qkv, const bf* o, const bf* go, const float* lse, bf* dqkv, const float* cs, const float* sn, int B, int T, int H, int KV) {
    int C = (H + 2 * KV) * D, G = H / KV; float sc = 0.125f;
    #pragma omp parallel for schedule(dynamic)
    for (int w = 0; w < B * KV; w++) {
        int b = w / KV, kv = w % KV; const bf* x = qkv + (size_t)b * T * C; bf* dx = dqkv + (size_t)b * T * C;
        std::vector<bf> k(T * D), v(T * D), q(T * D), g(T * D), ds(Q * T), gt(D * Q), qt(D * Q); std::vector<int32_t> kp(T * 32), kr(T * 32), vt(T * 32), pp(Q / 2 * T), dp(Q / 2 * T);
        std::vector<float> S(Q * T), dP(Q * T), dq(Q * D), dk(D * T, 0.f), dv(D * T, 0.f);
        load(x + (H + kv) * D, C, T, cs, sn, k.data()); load(x + (H + KV + kv) * D, C, T, 0, 0, v.data());
        packT(k.data(), T, kp.data()); packR(k.data(), T, kr.data()); packT(v.data(), T, vt.data());
        for (int h = kv * G; h < (kv + 1) * G; h++) {
            load(x + h * D, C, T, cs, sn, q.data()); load(go + (size_t)b * T * H * D + h * D, H * D, T, 0, 0, g.data());
            for (int i = 0; i < T; i += Q) {
                int J = i + Q; gemm(Q, J, D, &q[i * D], D, kp.data(), 32 * 64, S.data(), T, false); gemm(Q, J, D, &g[i * D], D, vt.data(), 32 * 64, dP.data(), T, false);
                for (int r = 0; r < Q; r += 2) {
                    float dl[2], L[2];
                    for (int e = 0; e < 2; e++) { __m512 a = _mm512_setzero_ps(); const bf* oo = o + ((size_t)b * T + i + r + e) * H * D + h * D;
                        for (int c = 0; c < D; c += 16) a = _mm512_fmadd_ps(ld(oo + c), ld(&g[(i + r + e) * D + c]), a);
                        dl[e] = _mm512_reduce_add_ps(a); L[e] = lse[((size_t)b * H + h) * T + i + r + e]; float* s = &S[(r + e) * T]; for (int j = i + r + e + 1; j < J; j++) s[j] = -1e30f; }
                    for (int j = 0; j < J; j += 16) {
                        __m512i pi[2], di[2];
                        for (int e = 0; e < 2; e++) {
                            __m512 p = ex(_mm512_fmsub_ps(_mm512_loadu_ps(&S[(r + e) * T + j]), _mm512_set1_ps(sc), _mm512_set1_ps(L[e])));
                            __m512 d = _mm512_mul_ps(_mm512_mul_ps(p, _mm512_set1_ps(sc)), _mm512_sub_ps(_mm512_loadu_ps(&dP[(r + e) * T + j]), _mm512_set1_ps(dl[e])));
                            __m256i pb = cv(p), db = cv(d); _mm256_storeu_si256((__m256i*)&ds[(r + e) * T + j], db); pi[e] = _mm512_cvtepu16_epi32(pb); di[e] = _mm512_cvtepu16_epi32(db);
                        }
                        size_t at = (size_t)(j / 64) * (Q / 2) * 64 + r / 2 * 64 + j % 64;
                        _mm512_storeu_si512(&pp[at], _mm512_or_si512(pi[0], _mm512_slli_epi32(pi[1], 16))); _mm512_storeu_si512(&dp[at], _mm512_or_si512(di[0], _mm512_slli_epi32(di[1], 16)));
                    }
                }
                for (int c = 0; c < D; c++) for (int r = 0; r < Q; r++) { gt[c * Q + r] = g[(i + r) * D + c]; qt[c * Q + r] = q[(i + r) * D + c]; }
                gemm(D, J, Q, gt.data(), Q, pp.data(), Q / 2 * 64, dv.data(), T, true); gemm(D, J, Q, qt.data(), Q, dp.data(), Q / 2 * 64, dk.data(), T, true);
                gemm(Q, D, J, ds.data(), T, kr.data(), 0, dq.data(), D, false);
                for (int r = 0; r < Q; r++) { bf* out = dx + (size_t)(i + r) * C + h * D; const float *c = cs + (i + r) * D / 2, *s = sn + (i + r) * D / 2, *a = &dq[r * D];
                    for (int p = 0; p < D / 2; p++) { out[2*p] = b1(a[2*p] * c[p] + a[2*p+1] * s[p]); out[2*p+1] = b1(a[2*p+1] * c[p] - a[2*p] * s[p]); } }
            }
        }
        for (int t = 0; t < T; t++) { bf *ok = dx + (size_t)t * C + (H + kv) * D, *ov = dx + (size_t)t * C + (H + KV + kv) * D; const float *c = cs + t * D / 2, *s = sn + t * D / 2;
            for (int p = 0; p < D / 2; p++) { float a = dk[(2*p) * T + t], e = dk[(2*p+1) * T + t]; ok[2*p] = b1(a * c[p] + e * s[p]); ok[2*p+1] = b1(e * c[p] - a * s[p]); ov[2*p] = b1(dv[(2*p) * T + t]); ov[2*p+1] = b1(dv[(2*p+1) * T + t]); } }
    }
}
void norm_fwd(const bf* x, const float* w, bf* y, float* rs, int N, int d, float eps) {
    #pragma omp parallel for
    for (int n = 0; n < N; n++) { const bf* a = x + (size_t)n * d; __m512 s = _mm512_setzero_ps(); for (int c = 0; c < d; c += 16) { __m512 v = ld(a + c); s = _mm512_fmadd_ps(v, v, s); }
        float r = 1 / sqrtf(_mm512_reduce_add_ps(s) / d + eps); rs[n] = r; for (int c = 0; c < d; c += 16) st(y + (size_t)n * d + c, _mm512_mul_ps(_mm512_mul_ps(ld(a + c), _mm512_set1_ps(r)), _mm512_loadu_ps(w + c))); }
}
void norm_bwd(const bf* x, const float* w, const float* rs, const bf* g, bf* dx, float* dw, int N, int d) {
    #pragma omp parallel
    { std::vector<float> l(d, 0.f);
      #pragma omp for
      for (int n = 0; n < N; n++) { const bf *a = x + (size_t)n * d, *e = g + (size_t)n * d; __m512 s = _mm512_setzero_ps(), r = _mm512_set1_ps(rs[n]);
        for (int c = 0; c < d; c += 16) { __m512 h = _mm512_mul_ps(ld(a + c), r), q = ld(e + c); s = _mm512_fmadd_ps(_mm512_mul_ps(q, _mm512_loadu_ps(w + c)), h, s); _mm512_storeu_ps(&l[c], _mm512_fmadd_ps(q, h, _mm512_loadu_ps(&l[c]))); }
        __m512 m = _mm512_set1_ps(_mm512_reduce_add_ps(s) / d);
        for (int c = 0; c < d; c += 16) { __m512 h = _mm512_mul_ps(ld(a + c), r); st(dx + (size_t)n * d + c, _mm512_mul_ps(r, _mm512_fnmadd_ps(h, m, _mm512_mul_ps(ld(e + c), _mm512_loadu_ps(w + c))))); } }
      #pragma omp critical
      for (int c = 0; c < d; c++) dw[c] += l[c]; }
}
static inline __m512 sig(__m512 x) { return _mm512_div_ps(_mm512_set1_ps(1.f), _mm512_add_ps(_mm512_set1_ps(1.f), ex(_mm512_sub_ps(_mm512_setzero_ps(), x)))); }
void glu_fwd(const bf* gu, bf* y, int N, int F) {
    #pragma omp parallel for
    for (int n = 0; n < N; n++) for (int c = 0; c < F; c += 16) { __m512 g = ld(gu + (size_t)n * 2 * F + c), u = ld(gu + (size_t)n * 2 * F + F + c); st(y + (size_t)n * F + c, _mm512_mul_ps(_mm512_mul_ps(g, sig(g)), u)); }
}
void glu_bwd(const bf* gu, const bf* d, bf* o, int N, int F) {
    #pragma omp parallel for
    for (int n = 0; n < N; n++) for (int c = 0; c < F; c += 16) { size_t i = (size_t)n * 2 * F + c; __m512 g = ld(gu + i), u = ld(gu + i + F), e = ld(d + (size_t)n * F + c), s = sig(g), gs = _mm512_mul_ps(g, s);
        st(o + i + F, _mm512_mul_ps(e, gs)); st(o + i, _mm512_mul_ps(_mm512_mul_ps(e, u), _mm512_fmadd_ps(gs, _mm512_sub_ps(_mm512_set1_ps(1.f), s), s))); }
}
void loss(bf* z, const int64_t* t, float* out, int N, int V) {      // logits -> gradient in place; out = loss per row
    #pragma omp parallel for
    for (int n = 0; n < N; n++) { bf* r = z + (size_t)n * V; if (t[n] < 0) { memset(r, 0, 2 * V); out[n] = 0; continue; }
        __m512 m = _mm512_set1_ps(-1e30f), s = _mm512_setzero_ps(); for (int c = 0; c < V; c += 16) m = _mm512_max_ps(m, ld(r + c));
        float mx = _mm512_reduce_max_ps(m), zt = f1(r[t[n]]); __m512 mm = _mm512_set1_ps(mx); for (int c = 0; c < V; c += 16) s = _mm512_add_ps(s, ex(_mm512_sub_ps(ld(r + c), mm)));
        float l = logf(_mm512_reduce_add_ps(s)) + mx; out[n] = l - zt; __m512 ll = _mm512_set1_ps(l); for (int c = 0; c < V; c += 16) st(r + c, ex(_mm512_sub_ps(ld(r + c), ll)));
        r[t[n]] = b1(expf(zt - l) - 1); }
}
void threads(int n) { omp_set_num_threads(n); }
}
