using CodeAssist.GgufMaker;
using CodeAssist.TestSupport;

namespace CodeAssist.EndToEnd.Tests.Support;

/// <summary>A chat model of random weights: the real host runs it, and only what an answer is held to makes sense of what it says.</summary>
internal static class NonsenseModel
{
    /// <param name="path">Where it is written.</param>
    /// <param name="context">Tokens that it reads.</param>
    public static void Write(string path, int context)
    {
        var source = SourceVocabulary.Read(Path.Combine(RepositoryRoot.Path, "models", "codeassist-builtin.q8_0.gguf"));
        new RandomModel(ModelShape.Known["tiny"], "llama", ModelVocabulary.Build(source, VocabularyFamily.Known["chatml"], 0), WeightType.Q8, context, Seed: 1).Write(path);
    }
}
