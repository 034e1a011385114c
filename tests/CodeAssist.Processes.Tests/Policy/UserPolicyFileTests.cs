using CodeAssist.Core.Policy;
using CodeAssist.Processes.Policy;

namespace CodeAssist.Processes.Tests.Policy;

public sealed class UserPolicyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    private string PolicyPath => UserPolicyFile.In(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Whoever_decided_nothing_is_silent() => Assert.IsType<PolicyStatement.Silent>(UserPolicyFile.Read(PolicyPath));

    [Fact]
    public void The_switch_is_read_as_it_was_set()
    {
        Assert.Null(UserPolicyFile.SwitchOn(PolicyPath));
        Assert.IsType<PolicyStatement.LocalOnly>(UserPolicyFile.Read(PolicyPath));

        Assert.Null(UserPolicyFile.SwitchOff(PolicyPath));
        Assert.IsType<PolicyStatement.Silent>(UserPolicyFile.Read(PolicyPath));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Switching_off_what_is_off_is_no_failure() => Assert.Null(UserPolicyFile.SwitchOff(PolicyPath));

    [Fact]
    public void A_configuration_directory_that_is_gone_keeps_everything_here()
    {
        var gone = UserPolicyFile.In(Path.Combine(_folder, "gone"));

        Assert.IsType<PolicyStatement.Unusable>(UserPolicyFile.Read(gone));
    }

    [Fact]
    public void A_switch_that_cannot_be_written_says_so()
    {
        Directory.CreateDirectory(PolicyPath);

        var failure = UserPolicyFile.SwitchOn(PolicyPath);

        Assert.Contains(PolicyPath, failure?.Message, StringComparison.Ordinal);
    }
}
