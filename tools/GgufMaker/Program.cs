using System.Globalization;
using CodeAssist.GgufMaker;

const string Usage = """
    usage: GgufMaker OUT.gguf [--shape tiny|small|0.5b|1.5b] [--arch qwen2|llama] [--family qwen2.5-coder|starcoder|deepseek-coder|chatml|none]
                     [--weights f16|q8_0] [--context N] [--seed N] [--vocabulary FILE.gguf]
    Makes a model with random weights that costs what a real one of that shape costs. It generates nonsense.
    """;

var options = new Dictionary<string, string>(StringComparer.Ordinal)
{
    ["--shape"] = "tiny",
    ["--arch"] = "qwen2",
    ["--family"] = "qwen2.5-coder",
    ["--weights"] = "q8_0",
    ["--context"] = "32768",
    ["--seed"] = "1",
    ["--vocabulary"] = "models/codeassist-builtin.q8_0.gguf",
};
if (args.Length % 2 == 0)
{
    return Fail("one file to write, then options with a value each");
}

for (var i = 1; i < args.Length; i += 2)
{
    if (!options.ContainsKey(args[i]))
    {
        return Fail($"{args[i]} is unknown");
    }

    options[args[i]] = args[i + 1];
}

if (!ModelShape.Known.TryGetValue(options["--shape"], out var shape)
    || !VocabularyFamily.Known.TryGetValue(options["--family"], out var family)
    || options["--arch"] is not ("qwen2" or "llama")
    || options["--weights"] is not ("f16" or "q8_0")
    || !int.TryParse(options["--context"], NumberStyles.None, CultureInfo.InvariantCulture, out var context)
    || !int.TryParse(options["--seed"], NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
{
    return Fail("an option has an unknown value");
}

if (!File.Exists(options["--vocabulary"]))
{
    return Fail($"'{options["--vocabulary"]}' is not there; name a file with --vocabulary");
}

var vocabulary = ModelVocabulary.Build(SourceVocabulary.Read(options["--vocabulary"]), family, shape.VocabularySize);
var weights = options["--weights"] is "f16" ? WeightType.F16 : WeightType.Q8;
var model = new RandomModel(shape, options["--arch"], vocabulary, weights, context, seed);
model.Write(args[0]);
Console.Error.WriteLine(
    FormattableString.Invariant($"{args[0]}: {model.ParameterCount / 1e6:F1} M parameters, {new FileInfo(args[0]).Length / 1e6:F1} MB"));
return 0;

static int Fail(string problem)
{
    Console.Error.WriteLine($"GgufMaker: {problem}\n{Usage}");
    return 64;
}
