using System.Runtime.InteropServices;

namespace CodeAssist.Processes.Isolation;

/// <summary>The numbers of the system calls this room makes or refuses, for one processor architecture of Linux.</summary>
/// <param name="AuditArchitecture">How the kernel names the architecture to a filter (<c>AUDIT_ARCH_*</c>).</param>
/// <param name="ForeignNumbersFrom">Numbers from here on belong to another calling convention; null where there is none.</param>
/// <param name="Socket"><c>socket</c>.</param>
/// <param name="SocketPair"><c>socketpair</c>.</param>
/// <param name="Ptrace"><c>ptrace</c>.</param>
/// <param name="ProcessVmWriteV"><c>process_vm_writev</c>.</param>
/// <param name="Prctl"><c>prctl</c>.</param>
/// <param name="Seccomp"><c>seccomp</c>.</param>
/// <param name="Statx"><c>statx</c>.</param>
internal sealed record SystemCallNumbers(
    uint AuditArchitecture,
    uint? ForeignNumbersFrom,
    uint Socket,
    uint SocketPair,
    uint Ptrace,
    uint ProcessVmWriteV,
    uint Prctl,
    uint Seccomp,
    uint Statx)
{
    // The x32 ABI shares the audit name of x86-64 and sets this bit in the number, so that a list of numbers alone would miss it.
    private const uint X32Bit = 0x4000_0000;

    // Since Linux 5.0 new calls have the same number everywhere.
    public const uint IoUringSetup = 425;
    public const uint IoUringEnter = 426;
    public const uint IoUringRegister = 427;
    public const uint PidfdGetfd = 438;

    public static SystemCallNumbers X64 { get; } = new(
        AuditArchitecture: 0xC000_003E,
        ForeignNumbersFrom: X32Bit,
        Socket: 41,
        SocketPair: 53,
        Ptrace: 101,
        ProcessVmWriteV: 311,
        Prctl: 157,
        Seccomp: 317,
        Statx: 332);

    public static SystemCallNumbers Arm64 { get; } = new(
        AuditArchitecture: 0xC000_00B7,
        ForeignNumbersFrom: null,
        Socket: 198,
        SocketPair: 199,
        Ptrace: 117,
        ProcessVmWriteV: 271,
        Prctl: 167,
        Seccomp: 277,
        Statx: 291);

    /// <returns>The numbers of the running process, or null on an operating system or architecture without a filter of ours.</returns>
    public static SystemCallNumbers? OfThisProcess()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        return RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => X64,
            Architecture.Arm64 => Arm64,
            _ => null,
        };
    }
}
