namespace CodeAssist.Server.Tests;

/// <summary>What people see of a mistake of ours, and where the rest is.</summary>
public sealed class InternalErrorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    [Fact]
    public async Task People_get_one_sentence_and_the_log_gets_the_details_under_the_same_reference()
    {
        var log = Path.Combine(_folder, "codeassist.log");
        using var errors = new StringWriter();

        var code = await InternalError.TellAsync(Thrown(), log, errors);

        var sentence = Assert.Single(errors.ToString().Trim().Split('\n'));
        var reference = sentence[(sentence.IndexOf("(ref ", StringComparison.Ordinal) + 5)..][..4];
        var logged = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Internal, code);
        Assert.Contains("first line", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperationException", sentence, StringComparison.Ordinal);
        Assert.Contains($"(ref {reference})", logged, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_said_and_does_no_further_harm()
    {
        using var errors = new StringWriter();

        var code = await InternalError.TellAsync(Thrown(), Path.Combine(_folder, "missing", "codeassist.log"), errors);

        Assert.Equal(ExitCode.Internal, code);
        Assert.Contains("cannot be written", errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("first line.\nsecond line");
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }
}
