using System.Diagnostics;
using System.Text;
using CodeAssist.Core.Policy;
using CodeAssist.Processes.Policy;

namespace CodeAssist.Processes.Tests.Policy;

/// <summary>Case 35: a demand that is torn, unreadable or from the future counts as one.</summary>
public sealed class RepositoryPolicyFileTests : IDisposable
{
    private readonly string _workspace = Directory.CreateTempSubdirectory("ca-").FullName;

    public static bool IsUnix => !OperatingSystem.IsWindows();

    private string PolicyPath => Path.Combine(_workspace, ".codeassist", "policy.json");

    public void Dispose() => Directory.Delete(_workspace, recursive: true);

    [Theory]
    [InlineData("""{"version": 1}""")]
    [InlineData("""{"version": 1, /* nothing yet */ }""")]
    public void A_file_without_a_demand_is_silent(string content) => Check<PolicyStatement.Silent>(content);

    [Theory]
    [InlineData("""{"version": 1, "localOnly": true}""")]
    [InlineData("""{"localOnly": true, "version": 1}""")]
    [InlineData("\uFEFF{\"version\": 1, \"localOnly\": true}")]
    public void A_demand_is_heard(string content) => Check<PolicyStatement.LocalOnly>(content);

    [Fact]
    public void A_wish_to_open_is_passed_on_for_the_resolver_to_ignore() => Check<PolicyStatement.Open>("""{"version": 1, "localOnly": false}""");

    [Theory]
    [InlineData("", "is not valid JSON at line 1")]
    [InlineData("{\n  \"version\": 1,\n  \"localOnly\": tr", "is not valid JSON at line 3")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("null", "is not a JSON object")]
    [InlineData("{}", "has no version")]
    [InlineData("""{"version": "1"}""", "has no version")]
    [InlineData("""{"version": 0}""", "has no version")]
    [InlineData("""{"version": 1.5}""", "has no version")]
    [InlineData("""{"version": 2}""", "was written for a later version of CodeAssist")]
    [InlineData("""{"version": 1, "localonly": true}""", "has the key 'localonly', which this version does not know")]
    [InlineData("""{"version": 1, "localOnly": "yes"}""", "has a localOnly that is neither true nor false")]
    [InlineData("""{"version": 1, "localOnly": true, "localOnly": false}""", "is not valid JSON")]
    [InlineData("""{"version": 1, "localOnly": [[[[[[[[[[1]]]]]]]]]]}""", "is not valid JSON at line 1")]
    public void What_is_not_understood_is_unusable(string content, string problem) =>
        Assert.Equal(problem, Check<PolicyStatement.Unusable>(content).Problem);

    [Fact]
    public void Every_truncation_of_a_demand_is_unusable()
    {
        var content = """{"version": 1, "localOnly": true}"""u8.ToArray();

        for (var length = 0; length < content.Length; length++)
        {
            Assert.IsType<PolicyStatement.Unusable>(RepositoryPolicyFile.Parse(content.AsMemory(0, length)));
        }
    }

    [Fact]
    public void No_file_is_silence()
    {
        Assert.IsType<PolicyStatement.Silent>(RepositoryPolicyFile.Read(_workspace));
        Directory.CreateDirectory(Path.GetDirectoryName(PolicyPath)!);
        Assert.IsType<PolicyStatement.Silent>(RepositoryPolicyFile.Read(_workspace));
    }

    [Fact]
    public void A_file_on_disk_is_read()
    {
        Write("""{"version": 1, "localOnly": true}"""u8.ToArray());

        Assert.IsType<PolicyStatement.LocalOnly>(RepositoryPolicyFile.Read(_workspace));
    }

    [Fact]
    public void A_workspace_that_cannot_be_looked_at_is_not_silence() =>
        Assert.IsType<PolicyStatement.Unusable>(RepositoryPolicyFile.Read(Path.Combine(_workspace, "gone")));

    [Fact]
    public void A_directory_in_its_place_is_not_silence()
    {
        Directory.CreateDirectory(PolicyPath);

        Assert.IsType<PolicyStatement.Unusable>(RepositoryPolicyFile.Read(_workspace));
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_not_silence()
    {
        File.WriteAllText(Path.GetDirectoryName(PolicyPath)!, "");

        Assert.IsType<PolicyStatement.Unusable>(RepositoryPolicyFile.Read(_workspace));
    }

    [Fact(Skip = "Needs a right that Windows gives to few.", SkipUnless = nameof(IsUnix))]
    public void A_link_to_nowhere_is_not_silence()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PolicyPath)!);
        File.CreateSymbolicLink(PolicyPath, Path.Combine(_workspace, "nowhere"));

        Assert.IsType<PolicyStatement.Unusable>(RepositoryPolicyFile.Read(_workspace));
    }

    [Fact]
    public void A_huge_file_is_not_read()
    {
        Write(Encoding.UTF8.GetBytes($$"""{"version": 1, /* {{new string('x', 70_000)}} */ "localOnly": true}"""));

        Assert.Equal("is larger than 64 KiB", Assert.IsType<PolicyStatement.Unusable>(RepositoryPolicyFile.Read(_workspace)).Problem);
    }

    [Fact(Skip = "Pipes in folders are Unix's.", SkipUnless = nameof(IsUnix))]
    public async Task A_pipe_in_its_place_does_not_keep_us_waiting()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PolicyPath)!);
        using var mkfifo = Process.Start("mkfifo", [PolicyPath]);
        await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("is not an ordinary file", Assert.IsType<PolicyStatement.Unusable>(RepositoryPolicyFile.Read(_workspace)).Problem);
    }

    private void Write(byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PolicyPath)!);
        File.WriteAllBytes(PolicyPath, content);
    }

    private static T Check<T>(string content)
        where T : PolicyStatement => Assert.IsType<T>(RepositoryPolicyFile.Parse(Encoding.UTF8.GetBytes(content)));
}
