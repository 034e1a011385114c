using CodeAssist.Core.Privacy.Secrets;

namespace CodeAssist.Core.Tests.Privacy.Secrets;

/// <summary>A made-up secret that a rule must find.</summary>
/// <param name="Text">The secret alone.</param>
/// <param name="Around">The text that it stands in, as the rule wants it.</param>
internal sealed record SampleSecret(string Text, string Around)
{
    private const int MostAttempts = 500;

    /// <summary>Texts made after the rule's pattern until one of them is random enough and none of the known examples.</summary>
    public static SampleSecret For(SecretRule rule)
    {
        for (var seed = 0; seed < MostAttempts; seed++)
        {
            var text = new PatternSample(rule.Pattern.ToString(), new Random(seed)).Make();
            if (!rule.Keywords.Any(keyword => text.Contains(keyword, StringComparison.OrdinalIgnoreCase)))
            {
                // The keyword may stand elsewhere in the text.
                text = $"{rule.Keywords[0]}\n{text}";
            }

            foreach (var match in rule.Pattern.EnumerateMatches(text))
            {
                if (rule.Judge(text, match, SecretRules.All.General, []) is { } place)
                {
                    return new SampleSecret(text[place], text);
                }
            }
        }

        throw new InvalidOperationException($"No sample of '{rule.Id}' in {MostAttempts} attempts.");
    }
}
