using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Serving;

/// <summary>Each damaged file goes to a host process of its own, so that a crash of native code is seen as what it is.</summary>
public sealed class HostileModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _valid;

    public HostileModelTests() => _valid = File.ReadAllBytes(TestModels.MakeTiny(_folder, "qwen2.5-coder"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> RefusedNames => [.. HostileModels.Refused.Keys];

    public static TheoryData<string> SurvivableNames => [.. HostileModels.Survivable.Keys];

    [Fact]
    public async Task The_undamaged_file_generates()
    {
        var (failure, generation) = await TryAsync(_valid);

        Assert.Null(failure);
        Assert.Equal(8, generation?.Usage.GeneratedTokens);
    }

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task A_damaged_file_is_refused_with_a_sentence_and_a_next_step(string damage)
    {
        var (failure, _) = await TryAsync(HostileModels.Refused[damage](_valid));

        Assert.NotNull(failure);
        Assert.Contains(
            failure.Kind,
            new[] { HostFailureKind.ModelInvalid, HostFailureKind.ModelUnsupported, HostFailureKind.NumericalFailure });
        Assert.InRange(failure.Message.Length, 20, 400);
        Assert.DoesNotContain("   at ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", failure.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SurvivableNames))]
    public async Task A_file_with_random_bytes_runs_or_is_refused_and_the_host_lives(string damage)
    {
        var (failure, generation) = await TryAsync(HostileModels.Survivable[damage](_valid));

        Assert.True(failure is null != generation is null);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(HostFailure? Failure, Generation? Generation)> TryAsync(byte[] content)
    {
        var path = _folder.File("hostile.gguf", content);
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        try
        {
            var loaded = await client.LoadAsync(path, Token);
            if (loaded.Failure is not null)
            {
                return (loaded.Failure, null);
            }

            var result = await client.GenerateAsync(Requests.Plain("int main(void) { return 0; }", 8), Token);

            // It still answers.
            Assert.Equal(host.Id, (await client.HelloAsync(Token)).ProcessId);
            return (result.Failure, result.Generation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Assert.Fail($"The host did not survive: {exception.Message}\n{host.Log}");
            throw;
        }
    }
}
