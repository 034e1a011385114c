using CodeAssist.GgufMaker;
using CodeAssist.ModelHost.Devices.Trials;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>Model files for tests, and models loaded from them in this process.</summary>
internal static class TestModels
{
    // For all tests of a run, so that each model is tried once.
    private static readonly Lazy<string> _trials = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("ca-trials-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    public static string BuiltInPath { get; } = Path.Combine(RepositoryRoot.Path, "models", "codeassist-builtin.q8_0.gguf");

    public static LoadOptions OnCpu { get; } = new(DevicePreference.Cpu, 1, null, null);

    public static LlamaLibrary Library()
    {
        Assert.True(LlamaLibrary.TryLoad(TestEnvironment.Libraries, NullLogger.Instance, out var library, out var failure), failure?.Message);
        return library;
    }

    public static LoadedModel Load(string path, LoadOptions options)
    {
        Assert.True(
            Loader().TryLoad(new LoadModelParams("test", path, options), _ => { }, out var model, out var failure, CancellationToken.None),
            $"{failure?.Message} {failure?.NextStep}");
        return model;
    }

    public static HostFailure FailToLoad(string path, LoadOptions options)
    {
        Assert.False(Loader().TryLoad(new LoadModelParams("test", path, options), _ => { }, out _, out var failure, CancellationToken.None));
        return failure;
    }

    /// <summary>Trials that remember nothing from one test run to the next.</summary>
    public static DeviceTrials Trials()
    {
        var folder = _trials.Value;
        return new DeviceTrials(new Quarantine(folder, TimeProvider.System, NullLogger.Instance), new KnownAnswers(folder, NullLogger.Instance), TimeProvider.System, NullLogger.Instance);
    }

    private static ModelLoader Loader() => new(Library(), Trials(), TimeProvider.System, NullLogger.Instance);

    /// <summary>A random model whose vocabulary and chat template are those of a family.</summary>
    public static string MakeTiny(TemporaryFolder folder, VocabularyFamily family, string name = "random", string? licence = null)
    {
        var path = Path.Combine(folder.Path, $"{Guid.NewGuid():N}.gguf");
        var vocabulary = ModelVocabulary.Build(SourceVocabulary.Read(BuiltInPath), family, 0);
        new RandomModel(ModelShape.Known["tiny"], "llama", vocabulary, WeightType.Q8, 2_048, Seed: 1) { Name = name, Licence = licence }.Write(path);
        return path;
    }

    /// <summary>A random model of a few million weights, made in a fraction of a second.</summary>
    public static string MakeTiny(TemporaryFolder folder, string family, string shape = "tiny", WeightType weights = WeightType.Q8)
    {
        var path = Path.Combine(folder.Path, $"{shape}-{family}-{weights}.gguf");
        if (!File.Exists(path))
        {
            var vocabulary = ModelVocabulary.Build(SourceVocabulary.Read(BuiltInPath), VocabularyFamily.Known[family], 0);
            new RandomModel(ModelShape.Known[shape], "llama", vocabulary, weights, 2_048, Seed: 1).Write(path);
        }

        return path;
    }
}
