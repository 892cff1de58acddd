cd /tmp/w/breaker/s1; . ../lib.sh; exec 2>&1 </dev/null
mkfifo ff; r $F --checkpoint ff -o q1 digits.bin;  r $F --log ff -o q1 digits.bin; r $F -o ff digits.bin
r $F --checkpoint digits.bin -o q1 digits.bin;  r $F --checkpoint digits.bin -o q1 < digits.bin; r $F --checkpoint a.m -o q1 digits.bin; r $F --checkpoint a.m --fresh -o q1 digits.bin; cmp a.m b.m
r $F --checkpoint c2 --init-from c2 -o q1 digits.bin; r $F --checkpoint a.tsv -o q1 digits.bin; r $F --checkpoint a.tsv --fresh -o q1 digits.bin; head -c 50 a.tsv; echo
r $F --checkpoint c7 --valid digits-test.bin --log digits-test.bin -o q1 digits.bin
r $F --checkpoint digits-test.bin --valid digits-test.bin -o q1 --fresh digits.bin; 
r $F --checkpoint digits-test.bin  --fresh -o q1 digits.bin; cmp digits-test.bin /work/main/Examples/digits-test.bin
r $F --checkpoint c8 --init-from b.m -o b.m digits.bin; r $F --checkpoint b.m --init-from b.m -o b2.m digits.bin;  r $F --log b.m --init-from b.m -o b2.m digits.bin;  vae-info --finished b.m
: > empty; r $F --checkpoint empty -o q1 digits.bin; r $F --checkpoint empty --fresh -o q1 digits.bin
r $F --checkpoint c9 > c9 digits.bin; vae-info --finished c9; r $F --log l9 > l9 digits.bin; head -c 30 l9 | od -c | head -2
r $F --checkpoint c9 digits.bin >> c9 ; 
ln c hard1; r $F --checkpoint hard1 -o /dev/null digits.bin; ls -li c hard1
chmod 444 c; r $F --checkpoint c -o q digits.bin; chmod 644 c
cp c ro.c; chmod 444 ro.c;  cp -r . /tmp/w/breaker/nb; chmod -R a+rX /tmp/w/breaker/nb; chmod 755 /tmp/w /tmp/w/breaker; chown -R nobody /tmp/w/breaker/nb
N="setpriv --reuid=65534 --regid=65534 --clear-groups $F"; cd ../nb
r $N --checkpoint ro.c -o q digits.bin; r $N --checkpoint ro.c --fresh -o q digits.bin; ls -la ro.c
cp a.tsv rol.tsv; chmod 444 rol.tsv; chown nobody rol.tsv; r $N --log rol.tsv -o q digits.bin; r $N --checkpoint nn --log rol.tsv -o q digits.bin
chmod 000 ro.c;  r $N --checkpoint ro.c -o q digits.bin;  r $N --checkpoint ro.c --fresh -o q digits.bin
mkdir rodir; chmod 644 ro.c; cp c rodir/c; chown -R nobody rodir; chmod 555 rodir; r $N --checkpoint rodir/c -o q digits.bin;r $N --checkpoint rodir/c2 -o q digits.bin; r $N --checkpoint c3 -o rodir/q digits.bin; ls rodir; r $N --checkpoint rodir/c -o rodir/q digits.bin;
ls -la | head -70
