namespace CodeAssist.Core.Privacy.Characters;

/// <summary>Characters that people do not see and models do.</summary>
public enum HiddenCharacterKind
{
    /// <summary>Turns the direction of reading, so that a line is read in another order than it is executed.</summary>
    Bidirectional,

    /// <summary>Has no width.</summary>
    ZeroWidth,

    /// <summary>A letter in a plane that no font draws (U+E0000 to U+E007F).</summary>
    Tag,

    /// <summary>Asks for a variant of the character before it, where there is none to ask for.</summary>
    VariationSelector,
}
