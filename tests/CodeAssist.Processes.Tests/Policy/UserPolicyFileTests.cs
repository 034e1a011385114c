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
    public void A_decision_is_read_as_it_was_made()
    {
        Assert.Null(UserPolicyFile.KeepLocal(PolicyPath));
        Assert.IsType<PolicyStatement.LocalOnly>(UserPolicyFile.Read(PolicyPath));

        Assert.Null(UserPolicyFile.Allow(PolicyPath));
        Assert.IsType<PolicyStatement.Open>(UserPolicyFile.Read(PolicyPath));
        Assert.Equal(PolicyPath, Assert.Single(Directory.EnumerateFileSystemEntries(_folder)));
    }

    [Fact]
    public void A_configuration_directory_that_is_gone_keeps_everything_here()
    {
        var gone = UserPolicyFile.In(Path.Combine(_folder, "gone"));

        Assert.IsType<PolicyStatement.Unusable>(UserPolicyFile.Read(gone));
    }

    [Fact]
    public void A_decision_that_cannot_be_written_says_so()
    {
        Directory.CreateDirectory(PolicyPath);

        var failure = UserPolicyFile.KeepLocal(PolicyPath);

        Assert.Contains(PolicyPath, failure?.Message, StringComparison.Ordinal);
    }
}
