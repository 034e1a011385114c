using CodeAssist.Processes.Isolation;

namespace CodeAssist.Processes.Tests.Isolation;

/// <summary>The rules themselves, for both architectures, one of which is not the machine that runs the test.</summary>
public sealed class FilterProgramTests
{
    private const uint X64 = 0xC000_003E;
    private const uint Arm64 = 0xC000_00B7;
    private const uint I386 = 0x4000_0003;
    private const uint Arm32 = 0x4000_0028;
    private const int Allowed = 0;

    [Theory]
    [InlineData(41, 1, Allowed)] // socket, Unix
    [InlineData(41, 16, Allowed)] // netlink
    [InlineData(41, 2, FilterProgram.FamilyNotSupported)] // IPv4
    [InlineData(41, 10, FilterProgram.FamilyNotSupported)] // IPv6
    [InlineData(41, 17, FilterProgram.FamilyNotSupported)] // packet
    [InlineData(41, 0, FilterProgram.FamilyNotSupported)]
    [InlineData(41, 0x1_0000_0002, FilterProgram.FamilyNotSupported)]
    [InlineData(53, 1, Allowed)] // socketpair
    [InlineData(53, 30, FilterProgram.FamilyNotSupported)] // TIPC, which can pair
    [InlineData(425, 0, FilterProgram.NotImplemented)]
    [InlineData(426, 0, FilterProgram.NotImplemented)]
    [InlineData(427, 0, FilterProgram.NotImplemented)]
    [InlineData(101, 0, FilterProgram.NotPermitted)] // ptrace
    [InlineData(311, 0, FilterProgram.NotPermitted)] // process_vm_writev
    [InlineData(438, 0, FilterProgram.NotPermitted)] // pidfd_getfd
    [InlineData(0x4000_0029, 1, FilterProgram.NotImplemented)] // socket of the x32 ABI
    [InlineData(0xFFFF_FFFF, 0, FilterProgram.NotImplemented)]
    [InlineData(0, 2, Allowed)] // read
    [InlineData(42, 2, Allowed)] // connect: needs a socket first
    [InlineData(198, 2, Allowed)] // socket's number on arm64
    public void On_x64(uint number, ulong firstArgument, int expected) =>
        Check(SystemCallNumbers.X64, X64, number, firstArgument, expected);

    [Theory]
    [InlineData(198, 1, Allowed)]
    [InlineData(198, 16, Allowed)]
    [InlineData(198, 2, FilterProgram.FamilyNotSupported)]
    [InlineData(198, 10, FilterProgram.FamilyNotSupported)]
    [InlineData(199, 1, Allowed)]
    [InlineData(199, 30, FilterProgram.FamilyNotSupported)]
    [InlineData(425, 0, FilterProgram.NotImplemented)]
    [InlineData(426, 0, FilterProgram.NotImplemented)]
    [InlineData(427, 0, FilterProgram.NotImplemented)]
    [InlineData(117, 0, FilterProgram.NotPermitted)]
    [InlineData(271, 0, FilterProgram.NotPermitted)]
    [InlineData(438, 0, FilterProgram.NotPermitted)]
    [InlineData(63, 2, Allowed)]
    [InlineData(41, 2, Allowed)] // socket's number on x64
    public void On_arm64(uint number, ulong firstArgument, int expected) =>
        Check(SystemCallNumbers.Arm64, Arm64, number, firstArgument, expected);

    [Theory]
    [InlineData(I386)]
    [InlineData(Arm32)]
    [InlineData(Arm64)]
    public void Every_call_by_another_architectures_door_is_refused(uint architecture)
    {
        foreach (var number in (uint[])[0, 1, 41, 102, 281, 359])
        {
            Check(SystemCallNumbers.X64, architecture, number, firstArgument: 1, FilterProgram.NotImplemented);
        }
    }

    private static void Check(SystemCallNumbers numbers, uint architecture, uint number, ulong firstArgument, int expected)
    {
        var verdict = FilterMachine.Run(FilterProgram.For(numbers), architecture, number, firstArgument);

        Assert.Equal(expected == Allowed ? FilterProgram.Allow : FilterProgram.Refuse | (uint)expected, verdict);
    }
}
