using System.Globalization;
using System.Text;

namespace CodeAssist.ModelHost.Grammar;

/// <summary>Collects the rules of a grammar in GBNF, and keeps it of a size that llama.cpp reads quickly.</summary>
internal sealed class GrammarRules
{
    /// <summary>Most times that one rule may repeat another: llama.cpp refuses 2,000.</summary>
    public const int MostRepetitions = 1_900;

    // llama.cpp writes every repetition out as rules of its own.
    private const int MostWork = 30_000;

    // Bounded like everything else: a model may like blanks so much that it never ends.
    private const string Basics =
        """
        ws ::= ( " " | "\n" [ \t]{0,20} )?
        hex ::= [0-9a-fA-F]
        char ::= [\x20-\x21\x23-\x5B\x5D-\x7E\u0080-\uD7FF\uE000-\uFFFF\U00010000-\U0010FFFF] | "\\" ( ["\\/bfnrt] | "u" ( [0-9a-cA-Ce-fE-F] hex hex hex | [dD] [0-7] hex hex ) )
        integer ::= "-"? ( "0" | [1-9] [0-9]{0,14} )
        number ::= integer ( "." [0-9]{1,15} )? ( [eE] [-+]? [0-9]{1,2} )?
        boolean ::= "true" | "false"
        null ::= "null"

        """;

    private readonly StringBuilder _text = new(Basics);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _work;

    /// <summary>Adds a rule, or finds the one that says the same.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="JsonSchemaException">The grammar gets too large.</exception>
    public string Add(string expression, int repetitions = 0)
    {
        if (_names.TryGetValue(expression, out var known))
        {
            return known;
        }

        _work += 1 + repetitions;
        if (_work > MostWork)
        {
            throw new JsonSchemaException("it is too large: fewer properties, or less to repeat");
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"r{_names.Count}");
        _names[expression] = name;
        _text.Append(name).Append(" ::= ").Append(expression).Append('\n');
        return name;
    }

    /// <summary>The grammar whose texts are those of a rule.</summary>
    public string ToGrammar(string root) => $"root ::= {root}\n{_text}";

    /// <summary>A text that stands for itself.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var character in text)
        {
            literal.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or '\x7F' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)character:X2}"),
                _ => character.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }
}
