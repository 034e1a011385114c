// A file in which the built-in model is sure: asked behind `throw `, it says what stands above.
export const shelf = `namespace Library
{
    public sealed class Shelf
    {
        private readonly List<Item> items = new List<Item>();

        public void Remove(Item item)
        {
            if (item == null)
            {
                throw new ArgumentNullException("item");
            }

            items.Remove(item);
        }

        public void Add(Item item)
        {
            if (item == null)
            {
                throw
            }

            items.Add(item);
        }
    }
}
`;

/** The line that ends with `throw`, counted from 1. */
export const caretLine = shelf.split("\n").findIndex((line) => line.endsWith("throw")) + 1;
