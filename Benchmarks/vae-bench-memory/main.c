// vae-bench-memory FILE PROGRAM [ARGUMENT ...]: runs a program and writes its largest resident memory, in bytes, to
// FILE. What the system tells of a program counts the one that started it, so that one has to be small.
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **words) {
    if (count < 3) return 64;
    pid_t process = fork();
    if (process == 0) {
        execvp(words[2], words + 2);
        perror(words[2]);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (process < 0 || wait4(process, &status, 0, &usage) != process) return 1;
#ifdef __APPLE__
    long bytes = usage.ru_maxrss;
#else
    long bytes = usage.ru_maxrss * 1024;
#endif
    FILE *file = fopen(words[1], "w");
    if (file == NULL || fprintf(file, "%ld\n", bytes) < 0 || fclose(file) != 0) return 1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
