namespace CodeAssist.Processes.Isolation;

/// <summary>The rules that take the internet away from a process, as a program for the kernel's filter machine.</summary>
/// <remarks>
/// Every refusal is an errno and never a kill: .NET itself asks for internet sockets at start to see what the system can do, and a
/// library that meets a refusal should be able to say so.
/// </remarks>
internal static class FilterProgram
{
    public const int NotPermitted = 1; // EPERM
    public const int NotImplemented = 38; // ENOSYS
    public const int FamilyNotSupported = 97; // EAFNOSUPPORT

    public const uint Allow = 0x7FFF_0000; // SECCOMP_RET_ALLOW
    public const uint Refuse = 0x0005_0000; // SECCOMP_RET_ERRNO, the errno in the low 16 bits

    private const int AddressFamilyUnix = 1;

    // Graphics drivers ask udev for devices over it; it reaches the kernel of this machine and nothing else.
    private const int AddressFamilyNetlink = 16;

    private const ushort LoadWord = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private const ushort JumpIfEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private const ushort JumpIfGreaterOrEqual = 0x35; // BPF_JMP | BPF_JGE | BPF_K
    private const ushort Return = 0x06; // BPF_RET | BPF_K

    // struct seccomp_data: number, architecture, instruction pointer, six arguments of eight bytes.
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;

    // The kernel takes the family as an int, so that the low word (both architectures are little-endian) is all of it.
    private const uint FirstArgumentOffset = 16;

    public static IReadOnlyList<FilterInstruction> For(SystemCallNumbers numbers)
    {
        List<FilterInstruction> program =
        [
            new(LoadWord, 0, 0, ArchitectureOffset),
            // Another architecture has other numbers: a 32-bit call from this process would slip through the list below.
            new(JumpIfEqual, 1, 0, numbers.AuditArchitecture),
            Refusal(NotImplemented),
            new(LoadWord, 0, 0, NumberOffset),
        ];

        if (numbers.ForeignNumbersFrom is { } foreign)
        {
            program.AddRange([new(JumpIfGreaterOrEqual, 0, 1, foreign), Refusal(NotImplemented)]);
        }

        // A ring opens sockets without the socket call. An inherited ring is refused as well.
        RefuseCall(program, SystemCallNumbers.IoUringSetup, NotImplemented);
        RefuseCall(program, SystemCallNumbers.IoUringEnter, NotImplemented);
        RefuseCall(program, SystemCallNumbers.IoUringRegister, NotImplemented);

        // The ways to use the sockets of another process of the same user: steer it, or take its descriptors.
        RefuseCall(program, numbers.Ptrace, NotPermitted);
        RefuseCall(program, numbers.ProcessVmWriteV, NotPermitted);
        RefuseCall(program, SystemCallNumbers.PidfdGetfd, NotPermitted);

        program.AddRange(
        [
            new(JumpIfEqual, 1, 0, numbers.Socket),
            new(JumpIfEqual, 0, 4, numbers.SocketPair),
            new(LoadWord, 0, 0, FirstArgumentOffset),
            new(JumpIfEqual, 2, 0, AddressFamilyUnix),
            new(JumpIfEqual, 1, 0, AddressFamilyNetlink),
            Refusal(FamilyNotSupported),
            new(Return, 0, 0, Allow),
        ]);

        return program;
    }

    private static void RefuseCall(List<FilterInstruction> program, uint number, int errno) =>
        program.AddRange([new(JumpIfEqual, 0, 1, number), Refusal(errno)]);

    private static FilterInstruction Refusal(int errno) => new(Return, 0, 0, Refuse | (uint)errno);
}
