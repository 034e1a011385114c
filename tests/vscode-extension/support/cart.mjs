// A file as it was committed, and with changes that have a fault each.
export const cart = `namespace Shop;

public sealed class Cart
{
    private int count;

    public void Add(int more)
    {
        this.count += more;
    }
}
`;

const member = (body) => cart.replace(/\}\n$/, `\n    public void Reset(int count)\n    {\n${body}    }\n}\n`);

/** \`rethrow-by-name\`, which has a fix. */
export const rethrow = `        try
        {
            this.count = checked(count * 2);
        }
        catch (OverflowException exception)
        {
            Console.Error.WriteLine(exception);
            throw exception;
        }
`;

/** \`self-assignment\`, which has none: nobody but its author knows what was meant. */
export const selfAssignment = "        count = count;\n";

/** The committed file with a member more. @param {...string} statements of it */
export const changedCart = (...statements) => member(statements.join(""));
