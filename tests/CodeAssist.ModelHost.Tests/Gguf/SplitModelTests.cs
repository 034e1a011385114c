using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Serving;
using CodeAssist.ModelHost.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.ModelHost.Tests.Gguf;

/// <summary>Models that lie in several files.</summary>
public sealed class SplitModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _whole;
    private readonly string _first;

    public SplitModelTests()
    {
        _whole = Path.Combine(_folder.Path, "m.gguf");
        File.Copy(TestModels.BuiltInPath, _whole);
        _first = DividedModel.Write(_whole, parts: 3)[0];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_parts_are_one_model_by_what_is_said_of_it()
    {
        var (whole, parts) = (FileInspection.Read(_whole).File!, FileInspection.Read(_first).File);

        Assert.NotNull(parts);
        Assert.Equal((whole.Parameters, whole.TensorBytes, whole.Layers), (parts.Parameters, parts.TensorBytes, parts.Layers));
        Assert.Equal(whole.Weights.Blocks, parts.Weights.Blocks);
        Assert.Equal(Parts().Sum(part => new FileInfo(part).Length), parts.FileBytes);
    }

    [Fact]
    public async Task It_says_what_the_whole_says()
    {
        using var whole = TestModels.Load(_whole, TestModels.OnCpu with { ContextTokens = 512, Sequences = 1 });
        using var parts = TestModels.Load(_first, TestModels.OnCpu with { ContextTokens = 512, Sequences = 1 });
        var question = Requests.Generate(Requests.BuiltInPrompt("for (int i = 0; i < values."), 8);

        var expected = await whole.GenerateAsync(question, null, TestContext.Current.CancellationToken);
        var actual = await parts.GenerateAsync(question, null, TestContext.Current.CancellationToken);

        Assert.Equal(expected.Generation!.Text, actual.Generation!.Text);
    }

    [Fact]
    public void Whoever_names_another_part_is_told_to_name_the_first() =>
        Assert.Contains("it is part 2 of 3 of a model; name its first part", WhyNot(Parts()[1]), StringComparison.Ordinal);

    [Fact]
    public void A_missing_part_is_named()
    {
        File.Delete(Parts()[2]);

        Assert.Contains("part 3 of 3 is missing beside it: 'm-00003-of-00003.gguf'", WhyNot(_first), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_under_the_name_of_a_part_is_not_taken_for_it()
    {
        File.Copy(Parts()[2], Parts()[1], overwrite: true);

        Assert.Contains("what is called its part 2 of 3 is something else", WhyNot(_first), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_is_cut_is_no_part()
    {
        using (var part = new FileStream(Parts()[1], FileMode.Open))
        {
            part.SetLength(part.Length - Alignment);
        }

        Assert.Contains("the file is incomplete", WhyNot(_first), StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_part_under_another_name_cannot_find_the_others()
    {
        var renamed = Path.Combine(_folder.Path, "renamed.gguf");
        File.Move(_first, renamed);

        Assert.Contains("as in NAME-00001-of-00003.gguf", WhyNot(renamed), StringComparison.Ordinal);
    }

    [Fact]
    public void Case_38_What_was_checked_of_every_part_is_what_is_loaded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux has an open file a path of its own.");
        var stamp = new FileStamp(Parts().Sum(part => new FileInfo(part).Length), Parts().Max(File.GetLastWriteTimeUtc));
        Assert.True(GgufFile.TryOpen(_first, stamp, out var file, out var failure), failure?.Message);
        using (file)
        {
            var second = File.ReadAllBytes(Parts()[1]);
            File.Delete(Parts()[1]);
            File.Copy(Parts()[2], Parts()[1]);

            Assert.Equal(second, File.ReadAllBytes(file.LoadPaths[1]));
            Assert.True(file.IsUnchanged());
        }

        File.SetLastWriteTimeUtc(Parts()[1], new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Contains("something else", WhyNot(_first), StringComparison.Ordinal);
        Assert.False(GgufFile.TryOpen(_whole, stamp, out _, out _));
    }

    private const int Alignment = 32;

    private string[] Parts() => [.. Enumerable.Range(1, 3).Select(part => Path.Combine(_folder.Path, $"m-{part:00000}-of-00003.gguf"))];

    private static string WhyNot(string path)
    {
        var result = FileInspection.Read(path);
        Assert.Equal(HostFailureKind.ModelInvalid, result.Failure?.Kind);
        return result.Failure!.Message;
    }
}
