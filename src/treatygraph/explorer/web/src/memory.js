// The one thing that is kept in the browser: the appearance. A browser may forbid to keep anything.
const NAME = "treatygraph-look";

export const remembered = () => {
  try {
    return localStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
};

export const remember = (look) => {
  try {
    if (look) localStorage.setItem(NAME, look);
    else localStorage.removeItem(NAME);
  } catch {
    // It then holds for this page alone.
  }
};
