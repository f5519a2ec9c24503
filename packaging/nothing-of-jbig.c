/* Stands for libjbig, which libtiff in the wheel of tesserocr asks for by name and which is GPL: nothing GPL is shipped.
 *
 * The program never has libtiff decode a thing: pictures reach Tesseract as pixels. Were it ever asked, every
 * picture of this sort is refused, as one that is damaged: each function says that it failed. What is called, and
 * with what, is taken from libtiff's own tif_jbig.c. Decision 0077.
 */
enum { FAILED = 6 }; /* more than the three codes that mean that all is well */

void jbg_dec_init(void *state) { (void)state; }
void jbg_dec_free(void *state) { (void)state; }
int jbg_dec_in(void *state, unsigned char *data, unsigned long size, unsigned long *used) {
    (void)state; (void)data; (void)size;
    if (used) *used = 0;
    return FAILED;
}
unsigned char *jbg_dec_getimage(const void *state, int plane) { (void)state; (void)plane; return 0; }
long jbg_dec_getsize(const void *state) { (void)state; return 0; }
int jbg_newlen(unsigned char *data, unsigned long size) { (void)data; (void)size; return FAILED; }
const char *jbg_strerror(int code) { (void)code; return "JBIG is not read by this program"; }
void jbg_enc_init(void *state, unsigned long width, unsigned long height, int planes, unsigned char **data,
                  void (*out)(unsigned char *, unsigned long, void *), void *file) {
    (void)state; (void)width; (void)height; (void)planes; (void)data; (void)out; (void)file;
}
void jbg_enc_out(void *state) { (void)state; }
void jbg_enc_free(void *state) { (void)state; }
